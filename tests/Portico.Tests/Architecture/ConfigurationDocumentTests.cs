using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portico.Platform.Http.Api;
using Portico.Tests.Support;

namespace Portico.Tests.Architecture;

/// <summary>docs/configuration.md has a row for each setting that the code reads, with its default.</summary>
public sealed class ConfigurationDocumentTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-options-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_setting_is_in_the_table_with_its_default()
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Root, "docs/configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .ToDictionary(cells => cells[0][2..].Trim(' ', '`'), cells => cells[1].Trim(), StringComparer.Ordinal);
        Assert.NotEmpty(Settings());
        var wrong =
            from setting in Settings()
            let documented = rows.GetValueOrDefault(setting.Name)
            where
                documented is null
                || (setting.Default is not null && !string.Equals(documented, $"`{setting.Default}`", StringComparison.Ordinal))
            select $"{setting.Name}: the code says {setting.Default ?? "nothing"}, the table {documented ?? "has no such row"}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_table_names_no_setting_of_ours_that_is_not_there()
    {
        var known = Settings().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var invented =
            from line in File.ReadLines(Path.Combine(SourceTree.Root, "docs/configuration.md"))
            where line.StartsWith("| `Portico__", StringComparison.Ordinal)
            let name = line[3..line.IndexOf('`', 3)]
            where !known.Contains(name)
            select name;

        Assert.Empty(invented);
    }

    /// <summary>Each property of each options class, as its environment variable.</summary>
    private IEnumerable<(string Name, string? Default)> Settings() =>
        from options in OptionClasses()
        let section = (string)options.GetField("Section", BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let isList = typeof(IList).IsAssignableFrom(property.PropertyType) || property.PropertyType == typeof(IList<string>)
        where property.CanWrite || isList
        let name = $"{section.Replace(":", "__", StringComparison.Ordinal)}__{property.Name}{(isList ? "__0" : "")}"
        select (
            name,
            isList
                ? null
                : Convert.ToString(property.GetValue(Activator.CreateInstance(options)), CultureInfo.InvariantCulture) switch
                {
                    null or "" => null,
                    var text => text,
                }
        );

    /// <summary>Those of ours that are bound to the configuration.</summary>
    private List<Type> OptionClasses()
    {
        var services = new ServiceCollection();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portico:DataDirectory"] = folder };
        services.AddPortico(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddApi();
        return
        [
            .. from service in services
            let type = service.ServiceType
            where type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>)
            let options = type.GetGenericArguments()[0]
            where options.Assembly == typeof(PorticoServer).Assembly
            orderby options.Name
            select options,
        ];
    }
}
