using Portico.ApiKeys;

namespace Portico.Tests.ApiKeys;

public sealed class ApiKeyTextTests
{
    [Theory]
    [InlineData(ApiKeyOwner.Administrator)]
    [InlineData(ApiKeyOwner.Provider)]
    public void Has_forty_letters_and_digits_and_says_whose_it_is(ApiKeyOwner owner)
    {
        var key = ApiKeyText.Create(owner);

        Assert.Matches("^portico_[ap][0-9A-Za-z]{31}$", key.Text);
        Assert.Equal(40, key.Text.Length);
        Assert.Equal(owner, ApiKeyText.Read(key.Text)!.Owner);
        Assert.Equal(key.Hash, ApiKeyText.Read(key.Text)!.Hash);
        Assert.DoesNotContain(key.Text, key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_are_alike() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ApiKeyText.Create(ApiKeyOwner.Provider).Text).Distinct().Count());

    [Fact]
    public void One_mistyped_character_makes_it_none()
    {
        var key = ApiKeyText.Create(ApiKeyOwner.Administrator).Text;
        for (var i = 0; i < key.Length; i++)
        {
            var mistyped = key[..i] + (key[i] is 'x' ? 'y' : 'x') + key[(i + 1)..];
            Assert.Null(ApiKeyText.Read(mistyped));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("portico_")]
    [InlineData("portico_a0000000000000000000000000000000")]
    [InlineData("portico_a00000000000000000000000000000000000000000000000000")]
    [InlineData("portico_aéééééééééééééééééééééééééééééééé")]
    public void What_is_none_is_not_looked_up(string? text) => Assert.Null(ApiKeyText.Read(text));
}
