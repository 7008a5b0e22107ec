using Portico.Platform.Ui;

namespace Portico.Tests.Platform.Ui;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 users")]
    [InlineData(1, "1 user")]
    [InlineData(10_412, "10,412 users")]
    public void Counts_with_the_right_plural(long number, string words) => Assert.Equal(words, Words.Count(number, "user"));

    [Fact]
    public void Takes_a_plural_that_is_not_regular() => Assert.Equal("2 policies", Words.Count(2, "policy", "policies"));

    [Theory]
    [InlineData("Model.Name", "model-name")]
    [InlineData("Delete “Acme”", "delete--acme")]
    public void Makes_an_id(string words, string id) => Assert.Equal(id, Words.Id(words));
}
