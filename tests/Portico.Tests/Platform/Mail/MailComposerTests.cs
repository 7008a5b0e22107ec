using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Portico.Platform.Images;
using Portico.Platform.Mail;
using Portico.Tests.Platform.Images;
using SkiaSharp;

namespace Portico.Tests.Platform.Mail;

public sealed partial class MailComposerTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 23, 17, 49, 1, TimeSpan.Zero);
    private static readonly MailRecipient peter = new("peter@acme.example", "Peter", "Kovács");
    private static readonly MailBrand north = new("Northwind IT");
    private static readonly MailLink link = new(new Uri("https://portal.north.example/invitation?token=a_b-c&x=1"), now, now.AddDays(5));
    private readonly MailComposer composer = new(
        Options.Create(new MailSettings { FromAddress = "portal@north.example", FromName = "Northwind portal" }),
        new FakeTimeProvider(now)
    );

    [Fact]
    public void Has_the_headers_of_an_automatic_mail()
    {
        var mail = Compose(Invitation());

        Assert.Equal("\"Northwind portal\" <portal@north.example>", mail.From.ToString());
        Assert.Equal("peter@acme.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("Peter Kovács", Assert.Single(mail.To.Mailboxes).Name);
        Assert.Equal("Anna Admin invites you to Northwind IT on Portico", mail.Subject);
        Assert.Equal(now, mail.Date);
        Assert.EndsWith("@north.example", mail.MessageId, StringComparison.Ordinal);
        Assert.NotEqual(mail.MessageId, Compose(Invitation()).MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("All", mail.Headers["X-Auto-Response-Suppress"]);
    }

    [Fact]
    public void Says_the_same_in_text_and_in_html()
    {
        var mail = Compose(Invitation());
        var html = WebUtility.HtmlDecode(mail.HtmlBody);

        foreach (
            var words in (string[])
                [
                    "Northwind IT",
                    "Hello Peter,",
                    "Anna Admin (anna@north.example) invites you to be an administrator of Northwind IT",
                    "Accept the invitation",
                    link.Address.AbsoluteUri,
                    "The link works once, for 5 days: until 28 November 2026, 17:49 UTC.",
                    "Anna Admin entered your address, peter@acme.example.",
                ]
        )
        {
            Assert.Contains(words, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(words, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Has_one_button_and_loads_nothing()
    {
        var html = Compose(Invitation()).HtmlBody!;

        Assert.Single(Button().Matches(html));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<table", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Reference().Matches(html), m => Assert.Equal(link.Address.AbsoluteUri, WebUtility.HtmlDecode(m.Groups["to"].Value)));
    }

    [Fact]
    public void Carries_the_logo_inside()
    {
        var logo = LogoImage.Read(Pictures.Encode(SKEncodedImageFormat.Png, 512, 128)).Require();

        var mail = Compose(Invitation(), new MailBrand("Acme & Sons", logo));

        var picture = Assert.IsType<MimePart>(Assert.Single(mail.BodyParts, part => part.ContentType.IsMimeType("image", "png")));
        Assert.Equal("inline", picture.ContentDisposition!.Disposition);
        Assert.Contains(
            $"src=\"cid:{picture.ContentId}\" alt=\"Acme &amp; Sons\" width=\"200\" height=\"50\"",
            mail.HtmlBody,
            StringComparison.Ordinal
        );
        using var content = new MemoryStream();
        picture.Content!.DecodeTo(content);
        Assert.Equal(logo.Bytes, content.ToArray());
    }

    [Fact]
    public void Survives_the_way_through_a_store()
    {
        using var bytes = new MemoryStream();
        var mail = Compose(Invitation());
        mail.WriteTo(bytes);
        bytes.Position = 0;

        var read = MimeMessage.Load(bytes);

        Assert.Equal(mail.HtmlBody!.ReplaceLineEndings(), read.HtmlBody!.ReplaceLineEndings());
        Assert.Equal(mail.MessageId, read.MessageId);
        Assert.All(System.Text.Encoding.ASCII.GetString(bytes.ToArray()).Split('\n'), line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public void Encodes_every_value()
    {
        const string evil = "<img src=x onerror=alert(1)>\"'&";
        var to = new MailRecipient("peter@acme.example", evil, evil);

        var mail = composer.Compose(
            MailTexts.InviteOrganizationAdministrator(to, evil, "anna@north.example", evil, link),
            to,
            new MailBrand(evil)
        );

        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eve\r\nBcc: victim@acme.example\r\n\r\nbody")]
    [InlineData("Eve\nBcc: victim@acme.example")]
    [InlineData("Eve\u2028Bcc: victim@acme.example\u0085x")]
    [InlineData("\u202eexe.gpj\u202c \u2066x\u2069")]
    [InlineData("\0\u0007\u001b[31m")]
    [InlineData("\" <eve@evil.example>, \"")]
    public void Keeps_its_headers_whatever_the_names(string name)
    {
        var to = new MailRecipient("peter@acme.example", name, name);
        var text = MailTexts.InviteProviderAdministrator(to, name, "anna@north.example", name, link);

        AssertHeadersHold(composer.Compose(text, to, new MailBrand(name)));
    }

    [Fact]
    public void Keeps_its_headers_whatever_anyone_types() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\r\n:<>\",;\u202e\u2028 "]), 0, 150]
            .Sample(
                name =>
                {
                    var to = new MailRecipient("peter@acme.example", name, name);
                    AssertHeadersHold(
                        composer.Compose(
                            MailTexts.InviteProviderAdministrator(to, name, "anna@north.example", name, link),
                            to,
                            new MailBrand(name)
                        )
                    );
                },
                iter: 500
            );

    [Theory]
    [InlineData("peter@acme.example\r\nBcc: victim@acme.example")]
    [InlineData("peter@acme.example, victim@acme.example")]
    [InlineData("Peter <peter@acme.example>")]
    [InlineData("")]
    public void Refuses_what_is_not_one_address(string address) =>
        Assert.Throws<ArgumentException>(() => composer.Compose(Invitation(), peter with { Address = address }, north));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/invitation")]
    public void Refuses_a_button_that_leads_to_no_web_address(string address)
    {
        var text = Invitation() with { Button = new MailButton("Accept", new Uri(address, UriKind.RelativeOrAbsolute)) };

        Assert.Throws<ArgumentException>(() => composer.Compose(text, peter, north));
    }

    private MimeMessage Compose(MailText text, MailBrand? brand = null) => composer.Compose(text, peter, brand ?? north);

    private static MailText Invitation() =>
        MailTexts.InviteProviderAdministrator(peter, "Anna Admin", "anna@north.example", "Northwind IT", link);

    private static void AssertHeadersHold(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        bytes.Position = 0;
        var read = MimeMessage.Load(bytes);

        var head = System.Text.Encoding.ASCII.GetString(bytes.ToArray()).ReplaceLineEndings("\n").Split("\n\n")[0];
        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "Message-Id", "MIME-Version", "Subject", "To", "X-Auto-Response-Suppress"],
            head.Split('\n')
                .Where(line => line[0] is not (' ' or '\t'))
                .Select(line => line.Split(':')[0])
                .Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal("peter@acme.example", Assert.Single(read.To.Mailboxes).Address);
        Assert.Equal("portal@north.example", Assert.Single(read.From.Mailboxes).Address);
        Assert.DoesNotContain(read.Subject!, character => char.IsControl(character) || character is '\u202e' or '\u2066' or '\u2028');
        Assert.StartsWith("multipart/alternative", read.Body!.ContentType.MimeType, StringComparison.Ordinal);
    }

    [GeneratedRegex("class=\"button\"", RegexOptions.None, 1000)]
    private static partial Regex Button();

    [GeneratedRegex("(href|src)=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
