using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace Portico.Platform.Secrets;

/// <summary>A QR code as SVG without script or style, so that it stands in a page under a strict content security policy.</summary>
public static class QrCode
{
    /// <summary>The longest text, in UTF-16 units; more makes modules too small to read from a screen.</summary>
    public const int MaxTextLength = 600;

    /// <summary>
    /// Dark on white also in a dark page (readers need that), with the quiet zone of four modules that ISO/IEC 18004 §9.1 asks for,
    /// and error correction M. One unit of the view box is one module.
    /// </summary>
    /// <param name="text">What the reader gets.</param>
    /// <param name="title">What a screen reader says.</param>
    /// <param name="size">Width and height in CSS pixels.</param>
    /// <exception cref="ArgumentException">The text is longer than <see cref="MaxTextLength"/>.</exception>
    public static string ToSvg(string text, string title, int size = 240)
    {
        if (text.Length > MaxTextLength)
        {
            throw new ArgumentException("The text is too long for a QR code that a phone reads.", nameof(text));
        }

        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = code.ModuleMatrix.Count;
        var name = WebUtility.HtmlEncode(title);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" class="qr-code" role="img" aria-label="{name}" width="{size}" height="{size}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><title>{name}</title><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{PathOf(code)}"/></svg>"""
        );
    }

    // One rectangle for each run of dark modules in a row.
    private static StringBuilder PathOf(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var start = x;
                while (x < row.Length && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
                }
            }
        }

        return path;
    }
}
