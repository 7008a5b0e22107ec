using System.Text;

namespace Portico.Platform.Images;

/// <summary>What can be said of an upload by its first bytes and its length, before a decoder sees it.</summary>
internal static class LogoUpload
{
    // Ordinary progressive files have about ten. Each scan passes over all pixels, so a small file with thousands takes minutes.
    private const int MaxJpegScans = 30;

    private const int SniffedLength = 1024;

    public static LogoRefused? FindProblem(ReadOnlySpan<byte> upload)
    {
        if (upload.IsEmpty)
        {
            return LogoRefused.Empty;
        }

        if (upload.Length > LogoImage.MaxUploadSize)
        {
            return LogoRefused.TooLarge;
        }

        if (IsJpeg(upload))
        {
            return CountScans(upload) > MaxJpegScans ? LogoRefused.Damaged : null;
        }

        if (IsPng(upload) || IsWebp(upload))
        {
            return null;
        }

        return IsSvg(upload) ? LogoRefused.Svg : LogoRefused.Format;
    }

    private static bool IsPng(ReadOnlySpan<byte> upload) => upload.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n\x1a\n"u8]);

    private static bool IsJpeg(ReadOnlySpan<byte> upload) => upload.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]);

    private static bool IsWebp(ReadOnlySpan<byte> upload) =>
        upload.Length >= 12 && upload.StartsWith("RIFF"u8) && upload[8..].StartsWith("WEBP"u8);

    private static bool IsSvg(ReadOnlySpan<byte> upload) =>
        Encoding.UTF8.GetString(upload[..Math.Min(upload.Length, SniffedLength)]).Contains("<svg", StringComparison.OrdinalIgnoreCase);

    // ITU-T T.81 §B.1.1.5: within the coded pixels 0xFF is followed by 0x00 or a restart marker, so this pair always is a marker.
    private static int CountScans(ReadOnlySpan<byte> upload) => upload.Count((ReadOnlySpan<byte>)[0xff, 0xda]);
}
