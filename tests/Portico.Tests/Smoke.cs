namespace Portico.Tests;

public sealed class Smoke
{
    [Fact]
    public void Starts() => Assert.NotEmpty(typeof(Smoke).Name);
}
