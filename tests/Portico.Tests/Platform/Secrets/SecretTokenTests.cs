using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class SecretTokenTests
{
    [Fact]
    public void Is_43_url_safe_characters_and_another_each_time()
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => SecretToken.Create().Text).ToList();

        Assert.All(tokens, text => Assert.Matches(@"\A[A-Za-z0-9_-]{43}\z", text));
        Assert.Equal(1000, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Reads_back_with_the_same_hash()
    {
        var token = SecretToken.Create();

        Assert.Equal(token.Hash, SecretToken.Read(token.Text)!.Hash);
        Assert.NotEqual(token.Hash, SecretToken.Create().Hash);
    }

    [Fact]
    public void Hash_is_sha256_of_the_text() =>
        // printf 0123456789012345678901234567890123456789abc | sha256sum
        Assert.Equal(
            "0e4b324f2be3289313804a4f5f32e26822753f7db985815dafa4932b9ba8f963",
            SecretToken.Read("0123456789012345678901234567890123456789abc")!.Hash
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789ab")]
    [InlineData("0123456789012345678901234567890123456789abcd")]
    [InlineData("0123456789012345678901234567890123456789ab=")]
    [InlineData("0123456789012345678901234567890123456789ab\n")]
    [InlineData("0123456789012345678901234567890123456789abé")]
    public void Refuses_what_is_no_token(string? text) => Assert.Null(SecretToken.Read(text));

    [Fact]
    public void Does_not_print_the_token()
    {
        var token = SecretToken.Create();

        Assert.DoesNotContain(token.Text, $"{token}", StringComparison.Ordinal);
        Assert.DoesNotContain(token.Hash, $"{token}", StringComparison.Ordinal);
    }
}
