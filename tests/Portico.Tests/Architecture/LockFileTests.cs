using System.Text.Json;
using Portico.Tests.Support;

namespace Portico.Tests.Architecture;

public sealed class LockFileTests
{
    /// <summary>What is published is built from the same packages as what is tested.</summary>
    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void A_platforms_lock_file_names_the_packages_of_the_common_one(string platform)
    {
        var command = $"dotnet restore src/Portico -p:RuntimeIdentifier={platform}";

        Assert.True(
            Packages("packages.lock.json").SequenceEqual(Packages($"packages.{platform}.lock.json"), StringComparer.Ordinal),
            $"The packages have changed; bring the platform's lock file up to date: {command}"
        );
    }

    private static List<string> Packages(string lockFile)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "src/Portico", lockFile)));
        return
        [
            .. from package in json.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select $"{package.Name} {package.Value.GetProperty("resolved").GetString()} {package.Value.GetProperty("contentHash").GetString()}",
        ];
    }
}
