using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class TotpTests
{
    // RFC 6238 appendix B: the secret "12345678901234567890", and its eight-digit codes without the first two digits.
    private const string RfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private readonly FakeTimeProvider clock = new();
    private readonly TotpSecret secret = TotpSecret.Read(RfcSecret)!;

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Agrees_with_the_standards_examples(long seconds, string code) => Assert.Equal(seconds / 30, VerifyAt(seconds, code));

    [Fact]
    public void Accepts_one_step_earlier_or_later_and_no_more()
    {
        const long step = 1234567890 / 30;
        const string code = "005924";

        Assert.Null(VerifyAt((step - 2) * 30, code));
        Assert.Equal(step, VerifyAt((step - 1) * 30, code));
        Assert.Equal(step, VerifyAt((step * 30) + 29, code));
        Assert.Equal(step, VerifyAt(((step + 1) * 30) + 29, code));
        Assert.Null(VerifyAt((step + 2) * 30, code));
    }

    [Fact]
    public void Refuses_a_step_that_was_used_and_those_before_it()
    {
        const long step = 1234567890 / 30;

        Assert.Null(VerifyAt(1234567890, "005924", lastUsedStep: step));
        Assert.Null(VerifyAt(1234567890, "005924", lastUsedStep: step + 1));
        Assert.Equal(step, VerifyAt(1234567890, "005924", lastUsedStep: step - 1));
    }

    [Theory]
    [InlineData("005 924")]
    [InlineData(" 005924 ")]
    public void Accepts_spaces_between_digits(string code) => Assert.NotNull(VerifyAt(1234567890, code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5924")]
    [InlineData("0059240")]
    [InlineData("00592a")]
    [InlineData("٠٠٥٩٢٤")] // digits, but not ASCII ones
    [InlineData("005924                    ")]
    public void Refuses_what_is_no_code(string? code) => Assert.Null(VerifyAt(1234567890, code));

    [Fact]
    public void Makes_a_new_secret_of_160_bits_each_time()
    {
        var made = TotpSecret.Create();

        Assert.Matches(@"\A[A-Z2-7]{32}\z", made.ToBase32());
        Assert.Matches(@"\A([A-Z2-7]{4} ){7}[A-Z2-7]{4}\z", made.ToGroups());
        Assert.Equal(made.ToBase32(), made.ToGroups().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(made.ToBase32(), TotpSecret.Read(made.ToBase32())!.ToBase32());
        Assert.NotEqual(made.ToBase32(), TotpSecret.Create().ToBase32());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("GEZDGNBV")] // 40 bits
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")]
    public void Refuses_what_is_no_secret(string? base32) => Assert.Null(TotpSecret.Read(base32));

    [Fact]
    public void Never_throws_whatever_was_stored() =>
        Gen.String[Gen.Char["ABCXYZ234567=a 1"], 0, 200].Sample(text => TotpSecret.Read(text)?.ToBase32() is null or { Length: >= 25 });

    [Fact]
    public void Address_for_the_app_carries_issuer_and_account() =>
        Assert.Equal(
            $"otpauth://totp/North%20%26%20Sons:anna%2Bmsp%40example.com?secret={RfcSecret}&issuer=North%20%26%20Sons&algorithm=SHA1&digits=6&period=30",
            secret.ToUri("North & Sons", "anna+msp@example.com")
        );

    [Fact]
    public void Address_for_the_app_stays_one_whatever_the_names()
    {
        var uri = secret.ToUri("evil:name\r\n?secret=AAAA&x=", new string('\u20ac', 500));

        Assert.True(Uri.TryCreate(uri, UriKind.Absolute, out var parsed));
        Assert.Equal(
            $"?secret={RfcSecret}&issuer=evil%20name%20%20%3Fsecret%3DAAAA%26x%3D&algorithm=SHA1&digits=6&period=30",
            parsed.Query
        );
    }

    [Fact]
    public void Address_always_fits_a_qr_code() =>
        Gen.Select(
                Gen.String,
                Gen.OneOf(Gen.Const("a"), Gen.Const("\u20ac"), Gen.Const("🦆"), Gen.Const("\ud800"), Gen.Const("\u202e")),
                Gen.Int[0, 300]
            )
            .Sample(
                (name, filler, count) =>
                    secret.ToUri(string.Concat(Enumerable.Repeat(filler, count)) + name, name + filler).Length <= QrCode.MaxTextLength
            );

    [Fact]
    public void Does_not_print_the_secret() => Assert.DoesNotContain("GEZD", $"{secret}", StringComparison.Ordinal);

    private long? VerifyAt(long seconds, string? code, long? lastUsedStep = null)
    {
        clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(seconds));
        return new Totp(clock).Verify(secret, code, lastUsedStep);
    }
}
