using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;
using Portico.Platform.Images;

namespace Portico.Platform.Mail;

/// <summary>Makes the message that is sent: plain text and HTML, with the logo inside it.</summary>
public sealed class MailComposer(IOptions<MailSettings> options, TimeProvider clock)
{
    private const string WithoutServer = "portico@localhost";

    /// <exception cref="ArgumentException">The recipient is not one bare address, or the button leads to no web address.</exception>
    public MimeMessage Compose(MailText text, MailRecipient to, MailBrand brand)
    {
        if (!MailAddresses.IsAddress(to.Address))
        {
            throw new ArgumentException("A mail goes to one bare address.", nameof(to));
        }

        if (!text.Button.Address.IsAbsoluteUri || text.Button.Address.Scheme is not ("https" or "http"))
        {
            throw new ArgumentException("A mail's button leads to a web address.", nameof(text));
        }

        var from = options.Value.FromAddress ?? WithoutServer;
        var message = new MimeMessage
        {
            Subject = MailWords.Clean(text.Subject, 200),
            Date = clock.GetUtcNow(),
            MessageId = MimeUtils.GenerateMessageId(from[(from.LastIndexOf('@') + 1)..]),
            Body = BodyOf(text, brand),
        };
        message.From.Add(new MailboxAddress(MailWords.Clean(options.Value.FromName), from));
        message.To.Add(new MailboxAddress(MailWords.Clean($"{to.FirstName} {to.LastName}"), to.Address));
        // RFC 3834: no vacation notice shall come back, from Exchange neither.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static MimeEntity BodyOf(MailText text, MailBrand brand)
    {
        var body = new BodyBuilder { TextBody = MailPlainText.Render(text, brand) };
        string? contentId = null;
        if (brand.Logo is { } logo)
        {
            var picture = body.LinkedResources.Add(FileName(logo), logo.Bytes, ContentType.Parse(logo.ContentType));
            picture.ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = FileName(logo) };
            picture.ContentId = contentId = "logo@portico";
        }

        body.HtmlBody = MailHtml.Render(text, brand, contentId);
        return body.ToMessageBody();
    }

    private static string FileName(LogoImage logo) => logo.ContentType is "image/jpeg" ? "logo.jpg" : "logo.png";
}
