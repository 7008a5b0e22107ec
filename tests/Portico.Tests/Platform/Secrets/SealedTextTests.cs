using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class SealedTextTests
{
    private readonly SealedText text = new(new EphemeralDataProtectionProvider(), NullLogger<SealedText>.Instance);

    [Fact]
    public void Opens_what_it_sealed()
    {
        var hidden = text.Seal("GEZDGNBVGY3TQOJQ", "totp-secret");

        Assert.DoesNotContain("GEZDGNBVGY3TQOJQ", hidden, StringComparison.Ordinal);
        Assert.Equal("GEZDGNBVGY3TQOJQ", text.Open(hidden, "totp-secret"));
    }

    [Fact]
    public void Does_not_open_for_another_purpose() => Assert.Null(text.Open(text.Seal("secret", "totp-secret:a"), "totp-secret:b"));

    [Fact]
    public void Does_not_open_under_other_keys()
    {
        var other = new SealedText(new EphemeralDataProtectionProvider(), NullLogger<SealedText>.Instance);

        Assert.Null(other.Open(text.Seal("secret", "totp-secret"), "totp-secret"));
    }

    [Fact]
    public void Answers_nothing_when_it_was_changed()
    {
        var hidden = text.Seal("secret", "totp-secret");

        Gen.Select(Gen.Int[0, hidden.Length - 2], Gen.Char.AlphaNumeric)
            .Sample(
                (place, character) =>
                {
                    var changed = hidden[..place] + character + hidden[(place + 1)..];
                    return string.Equals(changed, hidden, StringComparison.Ordinal) || text.Open(changed, "totp-secret") is null;
                },
                threads: 1
            );
    }

    [Theory]
    [InlineData("")]
    [InlineData("not sealed")]
    [InlineData("é")]
    public void Answers_nothing_to_what_was_never_sealed(string hidden) => Assert.Null(text.Open(hidden, "totp-secret"));
}
