using Portico.Platform.Mail;

namespace Portico.Tests.Platform.Mail;

public sealed class MailTextsTests
{
    private static readonly DateTimeOffset now = new(2026, 11, 23, 17, 49, 1, TimeSpan.FromHours(1));
    private static readonly MailRecipient peter = new("peter@acme.example", "Peter", "Kovács");
    private static readonly MailLink link = new(new Uri("https://portal.north.example/x"), now, now.AddHours(1));

    public static TheoryData<string, MailText> All =>
        new()
        {
            {
                "Anna invites you to Northwind IT on Portico",
                MailTexts.InviteProviderAdministrator(peter, "Anna", "anna@north.example", "Northwind IT", link)
            },
            {
                "Anna invites you to administer Acme Ltd",
                MailTexts.InviteOrganizationAdministrator(peter, "Anna", "anna@north.example", "Acme Ltd", link)
            },
            { "Set a new password for Portico", MailTexts.ResetPassword(peter, link) },
            { "Set up multifactor authentication again", MailTexts.ResetMultifactor(peter, "Anna", link) },
            {
                "Your password on Portico was changed",
                MailTexts.PasswordChanged(peter, now, "192.0.2.7", link.Address, apiKeys: 0, passkeys: 0)
            },
            { "A recovery code was used to sign in", MailTexts.RecoveryCodeUsed(peter, now, "192.0.2.7", 4, link.Address) },
        };

    [Theory]
    [MemberData(nameof(All))]
    public void Speaks_plainly(string subject, MailText text)
    {
        Assert.Equal(subject, text.Subject);
        Assert.Equal("Hello Peter,", text.Greeting);
        Assert.Equal(link.Address, text.Button.Address);
        foreach (var sentence in (string[])[text.Subject, text.Button.Label, .. text.Before, .. text.After, text.Footer])
        {
            Assert.DoesNotContain('!', sentence);
            Assert.DoesNotContain("please", sentence, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(
            (string[])[.. text.Before, .. text.After, text.Footer],
            sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Says_when_the_link_ends()
    {
        Assert.Equal("The link works once, for 1 hour: until 23 November 2026, 17:49 UTC.", link.Limit);
        Assert.Equal("The link works once, for 5 days: until 28 November 2026, 16:49 UTC.", (link with { EndsAt = now.AddDays(5) }).Limit);
        Assert.Equal(
            "The link works once, for 30 hours: until 24 November 2026, 22:49 UTC.",
            (link with { EndsAt = now.AddHours(30) }).Limit
        );
    }

    [Fact]
    public void Notices_say_when_and_from_where()
    {
        var notice = MailTexts.PasswordChanged(peter, now, "192.0.2.7", link.Address, apiKeys: 0, passkeys: 0);

        Assert.Contains("23 November 2026, 16:49 UTC, from the network address 192.0.2.7", notice.Before[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0, "The account has 2 API keys. A new password ends none")]
    [InlineData(0, 1, "The account has 1 passkey. A new password ends none")]
    [InlineData(1, 2, "The account has 1 API key and 2 passkeys. A new password ends none")]
    public void Whose_password_was_changed_hears_of_the_other_ways_in(int keys, int passkeys, string words) =>
        Assert.StartsWith(
            words,
            MailTexts.PasswordChanged(peter, now, "192.0.2.7", link.Address, keys, passkeys).Before[^1],
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0, "That was the last one.")]
    [InlineData(1, "1 recovery code is left.")]
    [InlineData(4, "4 recovery codes are left.")]
    public void Counts_the_recovery_codes_that_are_left(int left, string words) =>
        Assert.StartsWith(
            words,
            MailTexts.RecoveryCodeUsed(peter, now, "192.0.2.7", left, link.Address).Before[1],
            StringComparison.Ordinal
        );

    [Fact]
    public void Greets_without_a_name_when_there_is_none() =>
        Assert.Equal("Hello,", MailTexts.ResetPassword(peter with { FirstName = " " }, link).Greeting);

    [Theory]
    [InlineData("Acme Ltd", "Acme Ltd")]
    [InlineData("  Acme \t\r\n Ltd ", "Acme Ltd")]
    [InlineData("Acme\u202eLtd\u202c\u200f\ufeff", "AcmeLtd")]
    [InlineData("بنك\u200cها", "بنك\u200cها")]
    [InlineData("visit https://evil.example now", "visit https //evil.example now")]
    [InlineData("\u2028\u0085\u0000", "")]
    [InlineData(null, "")]
    public void Cleans_names(string? name, string clean) => Assert.Equal(clean, MailWords.Clean(name));

    [Fact]
    public void Cleans_text_that_is_no_valid_unicode() => Assert.Equal("\ufffd half", MailWords.Clean("\ud83d half"));

    [Fact]
    public void Cuts_long_names()
    {
        Assert.Equal(new string('x', 100), MailWords.Clean(new string('x', 100)));
        Assert.Equal(new string('x', 100) + "…", MailWords.Clean(new string('x', 101)));
        Assert.Equal(101, MailWords.Clean(string.Concat(Enumerable.Repeat("🦆", 300))).EnumerateRunes().Count());
    }
}
