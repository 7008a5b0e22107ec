using System.Globalization;
using System.Net;
using System.Text;

namespace Portico.Platform.Mail;

/// <summary>
/// The HTML part: one column, styles on the elements (several mail programs drop style sheets), and a small sheet besides for those
/// that know dark mode. Every value is encoded; nothing is loaded from anywhere.
/// </summary>
internal static class MailHtml
{
    private const int LogoWidth = 200;
    private const int LogoHeight = 56;

    private const string Sheet =
        ":root{color-scheme:light dark}"
        + "@media(prefers-color-scheme:dark){.page{background:#15181c!important}.card{background:#1f242a!important;border-color:#343b44!important}"
        + ".text{color:#e6e9ec!important}.quiet,.quiet a{color:#a3adb8!important}.button{background:#4c8dff!important;color:#0b0d10!important}}";

    private const string Font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
    private const string Text = Font + "margin:0 0 16px;font-size:16px;line-height:24px;color:#1b2127;";
    private const string Quiet = Font + "margin:0 0 12px;font-size:13px;line-height:20px;color:#58636e;overflow-wrap:anywhere;";

    public static string Render(MailText text, MailBrand brand, string? logoContentId)
    {
        var link = Encode(text.Button.Address.AbsoluteUri);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(MailWords.Clean(text.Subject, 200))}</title>
            <style>{Sheet}</style>
            </head>
            <body class="page" style="margin:0;padding:24px 12px;background:#f3f5f7">
            <div class="card" style="max-width:560px;margin:0 auto;padding:32px 28px 20px;background:#ffffff;border:1px solid #dfe4e8;border-radius:8px">
            {Head(brand, logoContentId)}
            {Paragraphs([text.Greeting, .. text.Before], "text", Text)}
            <p style="margin:24px 0"><a class="button" href="{link}" style="{Font}display:inline-block;padding:12px 20px;border-radius:6px;background:#1f5fd6;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none">{Encode(
                text.Button.Label
            )}</a></p>
            {Paragraphs(text.After, "text", Text)}
            <p class="quiet" style="{Quiet}">If the button does not work, open this address:<br><a href="{link}" style="color:#58636e">{link}</a></p>
            </div>
            <div style="max-width:560px;margin:16px auto 0;padding:0 28px">
            <p class="quiet" style="{Quiet}">{Encode(text.Footer)}</p>
            </div>
            </body>
            </html>

            """;
    }

    private static string Head(MailBrand brand, string? logoContentId)
    {
        var name = Encode(MailWords.Clean(brand.Name));
        if (brand.Logo is not { } logo || logoContentId is null)
        {
            return $"""<p class="text" style="{Text}font-size:18px;font-weight:600;margin-bottom:24px">{name}</p>""";
        }

        // On white also in a dark mail: a dark logo without background would not be seen.
        var scale = Math.Min(1d, Math.Min((double)LogoWidth / logo.Width, (double)LogoHeight / logo.Height));
        var (width, height) = (Math.Max(1, (int)(logo.Width * scale)), Math.Max(1, (int)(logo.Height * scale)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<p style="margin:0 0 24px"><img src="cid:{logoContentId}" alt="{name}" width="{width}" height="{height}" style="display:inline-block;padding:4px;border-radius:4px;background:#ffffff"></p>"""
        );
    }

    private static StringBuilder Paragraphs(IEnumerable<string> paragraphs, string cssClass, string style)
    {
        var html = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<p class="{cssClass}" style="{style}">{Encode(paragraph)}</p>""").Append('\n');
        }

        return html;
    }

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
