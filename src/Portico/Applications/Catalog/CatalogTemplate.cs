using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Applications.Catalog;

/// <summary>A value for one of a service's variables.</summary>
[ValidatableType]
public sealed record CatalogValue
{
    /// <summary>The variable's.</summary>
    [Required(ErrorMessage = "Enter the name of the value.")]
    [StringLength(60, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Enter the value.")]
    [StringLength(200, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Value { get; set; } = "";
}

/// <summary>The settings of a service with an organization's values.</summary>
internal sealed record CatalogSettings : SamlFields;

/// <summary>Fills a service's variables in. Values have the form that the variable allows, so that none of them leads to another host.</summary>
internal static partial class CatalogTemplate
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    /// <summary>The settings; or else all that is wrong with the values.</summary>
    public static Outcome<CatalogSettings> Settings(CatalogService service, IReadOnlyList<CatalogValue> given)
    {
        if (ProblemsOf(service, given) is { Count: > 0 } problems)
        {
            return problems;
        }

        var values = given.ToDictionary(v => v.Name, v => v.Value.Trim(), StringComparer.Ordinal);
        var settings = new CatalogSettings
        {
            EntityId = Fill(service.EntityId, values),
            AcsEndpoints =
            [
                .. service.AcsUrls.Select(
                    (url, index) =>
                        new SamlAcs
                        {
                            Url = Fill(url, values),
                            Index = index,
                            IsDefault = index is 0,
                        }
                ),
            ],
            SloUrl = service.LogoutUrl is { } logout ? Fill(logout, values) : null,
            SloBinding = service.LogoutBinding,
            Signing = service.Signing,
            NameIdFormat = service.NameIdFormat,
            NameIdSource = service.NameIdSource,
            NameIdAttribute = service.NameIdAttribute,
            Attributes = [.. service.Attributes.Select(a => a with { Value = a.Value is { } text ? Fill(text, values) : null })],
            DefaultRelayState = service.DefaultRelayState is { } state ? Fill(state, values) : null,
        };
        return SamlFieldsCheck.ProblemsOf(settings).Count is 0
            ? settings
            : new InvalidField(nameof(AddApplicationFromCatalog.Request.Values), "With these values there is no address. Check them.");
    }

    /// <summary>The names of the variables in a text.</summary>
    public static IEnumerable<string> NamesIn(string template) => Place().Matches(template).Select(m => m.Groups["name"].Value);

    public static bool Fits(CatalogVariable variable, string value) =>
        Regex.IsMatch(value, $@"\A(?:{variable.Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, patience);

    private static string Fill(string template, Dictionary<string, string> values) =>
        Place().Replace(template, place => values[place.Groups["name"].Value]);

    private static List<Problem> ProblemsOf(CatalogService service, IReadOnlyList<CatalogValue> given)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < given.Count; i++)
        {
            var (name, value) = (given[i].Name, given[i].Value.Trim());
            var variable = service.Variables.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal));
            if (variable is null || given.Take(i).Any(g => string.Equals(g.Name, name, StringComparison.Ordinal)))
            {
                problems.Add(
                    new InvalidField(At(i, nameof(CatalogValue.Name)), $"{service.Name} asks for no such value, or it is there twice.")
                );
            }
            else if (!Fits(variable, value))
            {
                problems.Add(new InvalidField(At(i, nameof(CatalogValue.Value)), $"Write it like {variable.Example}."));
            }
        }

        foreach (var variable in service.Variables.Where(v => given.All(g => !string.Equals(g.Name, v.Name, StringComparison.Ordinal))))
        {
            problems.Add(
                new InvalidField(
                    nameof(AddApplicationFromCatalog.Request.Values),
                    $"The value {variable.Name} is missing: {variable.Label}."
                )
            );
        }

        return problems;
    }

    private static string At(int row, string field) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{nameof(AddApplicationFromCatalog.Request.Values)}[{row}].{field}"
        );

    [GeneratedRegex(@"\{(?<name>[a-z][A-Za-z]*)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Place();
}
