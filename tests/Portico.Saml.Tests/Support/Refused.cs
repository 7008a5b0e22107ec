namespace Portico.Saml.Tests.Support;

/// <summary>That something was refused, and for the reason meant.</summary>
internal static class Refused
{
    public static void With<T>(string code, SamlResult<T> result)
        where T : notnull
    {
        Assert.False(result.Succeeded, $"It was taken, and {code} was expected.");
        Assert.Equal(code, result.Refusal.Code);
    }
}
