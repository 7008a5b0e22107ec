using Portico.Platform.Ui.Fields;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Pages;

/// <summary>The choices of the SAML settings as people read them.</summary>
public static class SamlChoiceWords
{
    public static readonly IReadOnlyList<Choice<SamlNameIdFormat>> Formats =
    [
        new(SamlNameIdFormat.Unspecified, "Unspecified"),
        new(SamlNameIdFormat.EmailAddress, "E-mail address"),
        new(SamlNameIdFormat.Persistent, "Persistent"),
        new(SamlNameIdFormat.Transient, "Transient: another one for each session"),
    ];

    public static readonly IReadOnlyList<Choice<SamlNameIdSource>> NameIds =
    [
        .. Enum.GetValues<SamlNameIdSource>().Select(s => new Choice<SamlNameIdSource>(s, Of(s))),
    ];

    public static readonly IReadOnlyList<Choice<SamlValueSource>> Sources =
    [
        .. Enum.GetValues<SamlValueSource>().Select(s => new Choice<SamlValueSource>(s, Of(s))),
    ];

    public static readonly IReadOnlyList<Choice<SamlAttributeNameFormat>> NameFormats =
    [
        new(SamlAttributeNameFormat.Unspecified, "Unspecified"),
        new(SamlAttributeNameFormat.Basic, "Basic"),
        new(SamlAttributeNameFormat.Uri, "URI"),
    ];

    public static string Of(SamlNameIdSource source) =>
        source switch
        {
            SamlNameIdSource.Email => "E-mail",
            SamlNameIdSource.Pairwise => "A name made for this application alone",
            SamlNameIdSource.CustomAttribute => "Custom attribute",
            _ => source.ToString(),
        };

    public static string Of(SamlValueSource source) =>
        source switch
        {
            SamlValueSource.Email => "E-mail",
            SamlValueSource.FirstName => "First name",
            SamlValueSource.LastName => "Last name",
            SamlValueSource.FullName => "Full name",
            SamlValueSource.MiddleName => "Middle name",
            SamlValueSource.AlternateEmail => "Alternate e-mail",
            SamlValueSource.EmployeeIdentifier => "Employee ID",
            SamlValueSource.EmployeeType => "Employee type",
            SamlValueSource.JobTitle => "Job title",
            SamlValueSource.CostCenter => "Cost centre",
            SamlValueSource.UserId => "User ID in Portico",
            SamlValueSource.Constant => "Always the same value",
            SamlValueSource.CustomAttribute => "Custom attribute",
            SamlValueSource.Groups => "Groups",
            SamlValueSource.AssignedGroups => "Groups that the application is assigned to",
            _ => source.ToString(),
        };
}
