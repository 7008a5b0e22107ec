using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class RecoveryCodesTests
{
    [Fact]
    public void Makes_ten_different_codes_of_16_characters()
    {
        var codes = RecoveryCodes.Create();

        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Matches(@"\A[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}\z", code));
        Assert.Empty(codes.Intersect(RecoveryCodes.Create(), StringComparer.Ordinal));
    }

    [Fact]
    public void Uses_the_whole_alphabet()
    {
        var seen = Enumerable.Range(0, 50).SelectMany(_ => RecoveryCodes.Create()).SelectMany(code => code).Distinct();

        Assert.Equal(33, seen.Count()); // 32 characters and the dash
    }

    [Theory]
    [InlineData("0a1b-c2d3-e4f5-g6h7")]
    [InlineData("0A1B-C2D3-E4F5-G6H7")]
    [InlineData("  0a1bc2d3e4f5g6h7 ")]
    [InlineData("0a1b c2d3 e4f5 g6h7")]
    [InlineData("oalb-c2d3-e4f5-g6h7")]
    [InlineData("OAIB-C2D3-E4F5-G6H7")]
    public void Reads_a_code_however_it_was_typed(string typed) =>
        Assert.Equal(RecoveryCodes.Hash("0a1b-c2d3-e4f5-g6h7"), RecoveryCodes.Hash(typed));

    [Fact]
    public void Hash_is_sha256_of_the_plain_characters() =>
        // printf 0a1bc2d3e4f5g6h7 | sha256sum
        Assert.Equal("233901581a21008a98be47e5846b95caa257d18ec9006e8d03f4ec9ca3141c4c", RecoveryCodes.Hash("0a1b-c2d3-e4f5-g6h7"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0a1b-c2d3-e4f5-g6h")]
    [InlineData("0a1b-c2d3-e4f5-g6h7-7")]
    [InlineData("0a1b-c2d3-e4f5-g6hu")]
    [InlineData("0a1b-c2d3-e4f5-g6hé")]
    public void Refuses_what_is_no_code(string? typed) => Assert.Null(RecoveryCodes.Hash(typed));

    [Fact]
    public void Refuses_a_long_text_without_reading_it() => Assert.Null(RecoveryCodes.Hash(new string('-', 10_000) + "0a1bc2d3e4f5g6h7"));
}
