using System.Security.Cryptography;
using Portico.Platform.Operations;
using SkiaSharp;

namespace Portico.Platform.Images;

/// <summary>
/// A logo as it is stored and served: made anew from an upload, at most 512 × 512 pixels, without anything of the file but its pixels.
/// </summary>
/// <param name="Bytes">PNG, or JPEG for a picture without transparency that PNG makes large.</param>
/// <param name="ContentType">image/png or image/jpeg.</param>
/// <param name="Width">In pixels, 1 to 512.</param>
/// <param name="Height">In pixels, 1 to 512.</param>
/// <param name="Hash">SHA-256 of the bytes in lower-case hexadecimal, for addresses that are cached for ever.</param>
public sealed record LogoImage(byte[] Bytes, string ContentType, int Width, int Height, string Hash)
{
    /// <summary>The largest upload, in bytes.</summary>
    public const int MaxUploadSize = 1024 * 1024;

    /// <summary>The most pixels an upload may have in width and in height.</summary>
    public const int MaxSide = 4096;

    /// <summary>The most pixels an upload may have, which is 64 MB when decoded.</summary>
    public const int MaxPixels = 16_000_000;

    /// <summary>The most pixels that a logo has in width and in height.</summary>
    public const int LogoSide = 512;

    // A photograph as PNG is several times its size as JPEG; a drawn logo stays under this as PNG.
    private const int LargePng = 100 * 1024;
    private const int JpegQuality = 90;

    // Decoding is the one place where a small request takes 64 MB: two at a time.
    private static readonly SemaphoreSlim gate = new(2);

    /// <summary>Reads an upload to its end, or to one byte more than it may have.</summary>
    public static async Task<Outcome<LogoImage>> ReadAsync(Stream upload, CancellationToken ct = default)
    {
        var buffer = new byte[MaxUploadSize + 1];
        var length = await upload.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);

        await gate.WaitAsync(ct);
        try
        {
            return Read(buffer.AsSpan(0, length));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Decides by the content alone; the name and the content type that came with an upload say nothing.</summary>
    public static Outcome<LogoImage> Read(ReadOnlySpan<byte> upload)
    {
        if (LogoUpload.FindProblem(upload) is { } problem)
        {
            return problem;
        }

        using var file = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(file);
        if (codec is null)
        {
            return LogoRefused.Damaged;
        }

        // From the header: nothing of this size has been allocated yet.
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width > MaxSide || height > MaxSide || (long)width * height > MaxPixels)
        {
            return LogoRefused.Dimensions(width, height);
        }

        using var logo = LogoDrawing.Draw(codec, LogoSide);
        return logo is null ? LogoRefused.Damaged : Encode(logo);
    }

    /// <summary>A logo that was made here before, as the store has it; null when it is none.</summary>
    public static LogoImage? Stored(byte[] bytes, string contentType)
    {
        using var file = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(file);
        return codec is null
            ? null
            : new LogoImage(bytes, contentType, codec.Info.Width, codec.Info.Height, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static Outcome<LogoImage> Encode(SKBitmap logo)
    {
        using var png = logo.Encode(SKEncodedImageFormat.Png, 100);
        if (png is null)
        {
            return LogoRefused.Damaged;
        }

        if (png.Size > LargePng && IsOpaque(logo))
        {
            using var jpeg = logo.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
            return From(jpeg, "image/jpeg", logo);
        }

        return From(png, "image/png", logo);
    }

    private static LogoImage From(SKData encoded, string contentType, SKBitmap logo)
    {
        var bytes = encoded.ToArray();
        return new LogoImage(bytes, contentType, logo.Width, logo.Height, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static bool IsOpaque(SKBitmap logo) => logo.Pixels.All(pixel => pixel.Alpha == byte.MaxValue);
}
