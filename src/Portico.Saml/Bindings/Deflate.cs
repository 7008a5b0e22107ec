using System.IO.Compression;

namespace Portico.Saml.Bindings;

/// <summary>RFC 1951 without any header, as SAML bindings §3.4.4.1 has it; out of a little may come no more than the bound.</summary>
internal static class Deflate
{
    public static SamlResult<byte[]> Inflate(byte[] deflated, int maxBytes)
    {
        var inflated = new byte[Math.Min(maxBytes + 1, 4 * 1024)];
        var length = 0;
        try
        {
            using var stream = new DeflateStream(new MemoryStream(deflated, writable: false), CompressionMode.Decompress);
            while (stream.Read(inflated.AsSpan(length)) is > 0 and var read)
            {
                length += read;
                if (length > maxBytes)
                {
                    return Xml.XmlRefusals.TooLarge;
                }

                if (length == inflated.Length)
                {
                    Array.Resize(ref inflated, Math.Min(maxBytes + 1, inflated.Length * 2));
                }
            }
        }
        catch (InvalidDataException)
        {
            return BindingRefusals.Deflate;
        }

        return length == 0 ? BindingRefusals.Deflate : inflated[..length];
    }

    public static byte[] Shrink(ReadOnlySpan<byte> bytes)
    {
        using var shrunk = new MemoryStream();
        using (var stream = new DeflateStream(shrunk, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return shrunk.ToArray();
    }
}
