using Portico.Saml.Signatures;

namespace Portico.Saml.Tests;

/// <summary>What the library keeps to.</summary>
public sealed class LibraryTests
{
    [Fact]
    public void Uses_nothing_but_dotnets_own_library()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assert.All(
            typeof(SamlSigner).Assembly.GetReferencedAssemblies(),
            name => Assert.True(File.Exists(Path.Combine(framework, name.Name + ".dll")), $"{name.Name} is not part of it.")
        );
    }

    /// <summary>Sorting them into problems and words depends on it.</summary>
    [Fact]
    public void Every_refusal_has_a_code_of_its_own_and_a_sentence()
    {
        var refusals = typeof(SamlSigner)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields())
            .Select(field => field.GetValue(null))
            .OfType<SamlRefusal>()
            .ToList();

        Assert.True(refusals.Count > 40);
        Assert.Equal(refusals.Count, refusals.DistinctBy(r => r.Code).Count());
        Assert.All(refusals, r => Assert.Matches("^saml(-[a-z0-9]+)+$", r.Code));
        Assert.All(refusals, r => Assert.Matches("^[A-Z].*\\.$", r.Message));
    }
}
