using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Architecture;

/// <summary>What the source itself must keep to.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void No_file_has_more_than_300_lines()
    {
        var tooLong =
            from file in SourceTree.Files(".", ".cs", ".razor")
            where !file.Path.StartsWith("artifacts", StringComparison.Ordinal)
            let lines = file.Text.Count(c => c is '\n')
            where lines > 300
            select $"{file.Path}: {lines}";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Platform_knows_no_feature()
    {
        var features = Directory
            .GetDirectories(Path.Combine(SourceTree.Root, "src/Portico"))
            .Select(Path.GetFileName)
            .Where(name => char.IsUpper(name![0]) && name is not "Platform" and not "Properties");
        var uses =
            from file in SourceTree.Files("src/Portico/Platform", ".cs", ".razor")
            from feature in features
            where
                Regex.IsMatch(
                    file.Text,
                    $@"\busing Portico\.{feature}\b|\bPortico\.{feature}\.",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                )
            select $"{file.Path} uses {feature}";

        Assert.Empty(uses);
    }

    [Fact]
    public void Only_Platform_makes_a_gate_or_work()
    {
        var makers = from file in SourceTree.Files("src/Portico", ".cs", ".razor") where Making().IsMatch(file.Text) select file.Path;

        Assert.Equal(
            ["src/Portico/Platform/Operations/OperationRunner.cs", "src/Portico/Platform/Storage/CounterRecount.cs"],
            makers.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>
    /// Pages, routes and jobs have the store in reach of dependency injection, because the framework keeps its keys there; they take it
    /// through operations all the same. Seeding and the demo's set-up go past them, before anyone is served.
    /// </summary>
    [Fact]
    public void Nothing_but_operations_reaches_the_store()
    {
        string[] stores = ["Store", "CredentialDb", "PorticoDb", "SchemaDb"];
        var hands =
            from type in typeof(Portico.PorticoWeb).Assembly.GetTypes()
            where !Of(type, "Portico.Platform") && !Of(type, "Portico.Demo")
            from member in type.GetMembers(Everything)
            from taken in member switch
            {
                MethodBase method => method.GetParameters().Select(p => p.ParameterType),
                PropertyInfo property => [property.PropertyType],
                FieldInfo field => [field.FieldType],
                _ => [],
            }
            where stores.Contains(taken.Name, StringComparer.Ordinal)
            select $"{type.FullName}.{member.Name} takes {taken.Name}";
        var asked =
            from file in SourceTree.Files("src/Portico", ".cs", ".razor")
            where !file.Path.StartsWith("src/Portico/Platform/", StringComparison.Ordinal)
            where !file.Path.StartsWith("src/Portico/Demo/", StringComparison.Ordinal)
            where Asking().IsMatch(file.Text)
            select file.Path;

        // MfaDemand is handed it by the operations that ask, what follows a user by the saving of an operation (IFollowed); the server
        // makes it, and says at the start where it is.
        Assert.Equal(
            [
                "Portico.Groups.Members.GroupFollowing..ctor takes PorticoDb",
                "Portico.Groups.Members.GroupMemberships..ctor takes PorticoDb",
                "Portico.SignIn.MfaDemand.IsOnAsync takes CredentialDb",
                "Portico.Systems.ManagedSystem.Portico.Platform.Storage.IFollowed.KeepFollowersAsync takes PorticoDb",
                "Portico.Users.User.Portico.Platform.Storage.IFollowed.KeepFollowersAsync takes PorticoDb",
                "Portico.Users.UserWord.FollowAsync takes PorticoDb",
            ],
            hands.Where(h => !h.Contains('<', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["src/Portico/PorticoServer.cs", "src/Portico/Welcome.cs"], asked);
    }

    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static bool Of(Type type, string space) => type.Namespace?.StartsWith(space, StringComparison.Ordinal) == true;

    [Fact]
    public void Only_the_storage_folder_may_use_what_is_banned()
    {
        var suppressed =
            from file in SourceTree.Files("src", ".cs", ".razor", ".csproj")
            where file.Text.Contains("RS0030", StringComparison.Ordinal)
            select file.Path;
        var sections =
            from section in File.ReadAllText(Path.Combine(SourceTree.Root, ".editorconfig")).Split("\n[")
            where section.Contains("RS0030", StringComparison.Ordinal)
            select section[..section.IndexOf(']', StringComparison.Ordinal)];

        Assert.Empty(suppressed);
        Assert.Equal(["src/Portico/Platform/Storage/**.cs", "tests/**.cs"], sections);
    }

    [Fact]
    public void Every_suppressed_rule_has_its_reason_on_the_line()
    {
        var bare =
            from file in SourceTree.Files("src", ".cs", ".razor")
            from line in file.Text.Split('\n')
            where line.Contains("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}";

        Assert.Empty(bare);
    }

    /// <summary>
    /// With FormName the framework drops the problem of a value it could not read, and the value with it: "abc" for a number of days
    /// would be saved as none. Names of parameters tell the forms of a page apart.
    /// </summary>
    [Fact]
    public void No_form_parameter_with_numbers_names_its_form()
    {
        var parameters =
            from component in typeof(Portico.PorticoWeb).Assembly.GetTypes()
            from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where
                property.GetCustomAttribute<SupplyParameterFromFormAttribute>()?.FormName is not null
                && property.PropertyType != typeof(string)
            from field in property.PropertyType.GetProperties()
            let type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType
            where
                field.Name is not nameof(IVersioned.Version) && (type == typeof(int) || type == typeof(DateOnly) || type == typeof(decimal))
            select $"{component.Name}.{property.Name}: {field.Name}";

        Assert.Empty(parameters);
    }

    [GeneratedRegex(@"new OrganizationScope\.Gate\(|new Gate\(|new Work\(|new AccountWork\(", RegexOptions.None, 5_000)]
    private static partial Regex Making();

    [GeneratedRegex(
        @"<(Store|CredentialDb|PorticoDb)>|\bnew Store\(|OpenCredentials\(|@inject\s+(Store|CredentialDb)\b",
        RegexOptions.ExplicitCapture,
        5_000
    )]
    private static partial Regex Asking();
}
