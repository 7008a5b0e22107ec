using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Portico.Platform.Secrets;

/// <summary>
/// A set of texts in 19.7 bits each (Graf and Lemire, "Xor filters", 2020, with 16-bit fingerprints): every member is found, and a
/// text that is none is taken for one with probability 1 in 65,536.
/// </summary>
/// <remarks>Layout, little endian: "XF16", seed (8 bytes), members (4), block length (4), then three blocks of 16-bit values.</remarks>
internal sealed class XorFilter
{
    private const int HeaderSize = 20;
    private readonly byte[] bytes;
    private readonly ulong seed;
    private readonly uint blockLength;

    /// <exception cref="InvalidDataException">The bytes are no such filter.</exception>
    public XorFilter(byte[] bytes)
    {
        if (bytes.Length < HeaderSize || !bytes.AsSpan(0, 4).SequenceEqual("XF16"u8))
        {
            throw new InvalidDataException("This is no filter of the form XF16.");
        }

        this.bytes = bytes;
        seed = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(4));
        Count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        blockLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16));
        if (bytes.Length != HeaderSize + (blockLength * 3L * sizeof(ushort)))
        {
            throw new InvalidDataException("The filter's length does not fit its header.");
        }
    }

    /// <summary>How many texts were put in.</summary>
    public int Count { get; }

    public bool Contains(string text)
    {
        var slot = Slot.Of(KeyOf(text), seed, blockLength);
        return slot.Fingerprint == (ushort)(At(slot.First) ^ At(slot.Second) ^ At(slot.Third));
    }

    /// <summary>The first 64 bits of the text's SHA-256; texts are told apart by it alone.</summary>
    public static ulong KeyOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    private ushort At(uint index) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(HeaderSize + (int)(index * sizeof(ushort))));

    /// <summary>Where one key looks: a place in each of the three blocks, and what their exclusive-or must be.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Slot(uint First, uint Second, uint Third, ushort Fingerprint)
    {
        public static Slot Of(ulong key, ulong seed, uint blockLength)
        {
            var hash = Mix(key + seed);
            return new Slot(
                Place(hash, blockLength),
                Place(BitOperations.RotateLeft(hash, 21), blockLength) + blockLength,
                Place(BitOperations.RotateLeft(hash, 42), blockLength) + (2 * blockLength),
                (ushort)(hash ^ (hash >> 32))
            );
        }

        // The high half of a product: an even spread over the block without a division.
        private static uint Place(ulong hash, uint blockLength) => (uint)(((hash & uint.MaxValue) * blockLength) >> 32);

        // MurmurHash3's 64-bit finalizer.
        private static ulong Mix(ulong value)
        {
            value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
            value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
            return value ^ (value >> 33);
        }
    }
}
