using Portico.Platform.Ui.Shells;

namespace Portico.Tests.Platform.Ui.Shells;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("Acme Ltd", "AL")]
    [InlineData("acme", "AC")]
    [InlineData("  Öl & Gas  GmbH ", "ÖG")]
    [InlineData("4 Seasons", "4S")]
    [InlineData("\"Quoted\" (name)", "QN")]
    [InlineData("𝔘nicode 東京", "𝔘東")]
    [InlineData("X", "X")]
    [InlineData("–", "?")]
    [InlineData("", "?")]
    public void Stand_for_a_name(string name, string initials) => Assert.Equal(initials, Initials.Of(name));
}
