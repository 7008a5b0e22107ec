using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace Portico.Tests.Platform.Images;

/// <summary>Pictures for tests, good and hostile, made byte by byte where a library would refuse to.</summary>
internal static class Pictures
{
    /// <summary>Two frames of 8 × 6 pixels, red, then blue (made with img2webp).</summary>
    public static byte[] AnimatedWebp { get; } =
        Convert.FromBase64String(
            "UklGRowAAABXRUJQVlA4WAoAAAACAAAABwAABQAAQU5JTQYAAAD/////AABBTk1GLAAAAAAAAAAAAAcAAAUAAGQAAAJWUDhMFAAAAC8HQAEABxD9j/4HAILwv20iov8h"
                + "QU5NRiwAAAAAAAAAAAAHAAAFAABkAAAAVlA4TBQAAAAvB0ABAAcQ0f/+BwCC8L9tIqL/IQ=="
        );

    public static byte[] Encode(SKEncodedImageFormat format, int width, int height, Action<SKCanvas>? draw = null)
    {
        using var bitmap = new SKBitmap(
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb())
        );
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        (draw ?? Mark)(canvas);
        using var encoded = bitmap.Encode(format, 100);
        return encoded.ToArray();
    }

    /// <summary>A noisy picture without transparency, as a photograph is.</summary>
    public static byte[] Photograph(SKEncodedImageFormat format, int side)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        var state = 1u;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                state = (state * 1_664_525) + 1_013_904_223;
                bitmap.SetPixel(x, y, new SKColor((byte)(state >> 24), (byte)(state >> 16), (byte)x));
            }
        }

        using var encoded = bitmap.Encode(format, 90);
        return encoded.ToArray();
    }

    /// <summary>A grey PNG with one bit a pixel, all black: 4097 × 4097 of them are 2 kB.</summary>
    public static byte[] BlackPng(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + ((width + 7) / 8)];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        return Png(width, height, packed.ToArray());
    }

    /// <summary>A PNG whose header claims any size, over the given compressed pixels.</summary>
    public static byte[] Png(int width, int height, byte[] packedPixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packedPixels), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The JPEG with an Exif segment that tells its orientation (1 to 8) and carries a comment.</summary>
    public static byte[] WithExif(byte[] jpeg, byte orientation, string comment)
    {
        byte[] directory =
        [
            .. "Exif\0\0MM\0*\0\0\0\x08"u8,
            .. (ReadOnlySpan<byte>)[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
            .. System.Text.Encoding.ASCII.GetBytes(comment),
        ];
        var length = directory.Length + 2;
        return [0xff, 0xd8, 0xff, 0xe1, (byte)(length >> 8), (byte)length, .. directory, .. jpeg.AsSpan(2)];
    }

    /// <summary>The PNG with a compressed colour profile right after its header.</summary>
    public static byte[] WithProfile(byte[] png, byte[] packedProfile) =>
        [.. png.AsSpan(0, 33), .. Chunk("iCCP"u8, [.. "profile\0\0"u8, .. packedProfile]), .. png.AsSpan(33)];

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] typed = [.. type, .. content];
        var framed = new byte[typed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(framed, content.Length);
        typed.CopyTo(framed, 4);
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(typed.Length + 4), Crc32(typed));
        return framed;
    }

    // PNG specification, annex D.
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static void Mark(SKCanvas canvas)
    {
        using var paint = new SKPaint { Color = SKColors.Crimson, IsAntialias = true };
        var bounds = canvas.DeviceClipBounds;
        canvas.DrawCircle(bounds.MidX, bounds.MidY, Math.Min(bounds.Width, bounds.Height) / 3f, paint);
    }
}
