using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users.Editing;

namespace Portico.SingleSignOn.Saml.Pages;

/// <summary>Which of a form's buttons was pressed that add or take away a row: the form then comes back as typed, and nothing is saved.</summary>
public sealed record SamlRowPress
{
    public const string Acs = "acs";
    public const string Attribute = "attribute";

    /// <summary>Of which kind a row is added.</summary>
    public string? Add { get; set; }

    /// <summary>Which row goes: "acs 0".</summary>
    public string? Remove { get; set; }

    public bool IsUnfinished => Add is not null || Remove is not null;

    /// <summary>The rows after what the button says.</summary>
    public IReadOnlyList<SamlAcs> ApplyTo(IReadOnlyList<SamlAcs>? rows) =>
        Changed(
            rows ?? [],
            Acs,
            there => new SamlAcs { Index = there.Count is 0 ? 0 : there.Max(a => a.Index) + 1, IsDefault = there.Count is 0 }
        );

    /// <inheritdoc cref="ApplyTo(IReadOnlyList{SamlAcs})"/>
    public IReadOnlyList<SamlMapping> ApplyTo(IReadOnlyList<SamlMapping>? rows) => Changed(rows ?? [], Attribute, _ => new SamlMapping());

    /// <inheritdoc cref="ApplyTo(IReadOnlyList{SamlAcs})"/>
    public IReadOnlyList<OpenIdClaim> ApplyTo(IReadOnlyList<OpenIdClaim>? rows) => Changed(rows ?? [], Attribute, _ => new OpenIdClaim());

    private IReadOnlyList<T> Changed<T>(IReadOnlyList<T> rows, string kind, Func<IReadOnlyList<T>, T> make) =>
        string.Equals(Add, kind, StringComparison.Ordinal) ? [.. rows, make(rows)]
        : Remove is null ? rows
        : [.. rows.Where((_, n) => !string.Equals(Remove, UserFormPress.NameOf(kind, n), StringComparison.Ordinal))];
}
