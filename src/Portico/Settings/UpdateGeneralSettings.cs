using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Changes an organization's name, contact and accent colour.</summary>
public sealed class UpdateGeneralSettings(OperationRunner runner) : OrganizationOperation<UpdateGeneralSettings.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Organization name")]
        [Required(ErrorMessage = "Enter the organization's name.")]
        [StringLength(ManagedOrganization.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Name { get; set; } = "";

        [Display(Name = "Contact name")]
        [StringLength(ManagedOrganization.ContactNameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string? ContactName { get; set; }

        [Display(Name = "Contact e-mail")]
        [StringLength(ManagedOrganization.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
        public string? ContactEmail { get; set; }

        /// <summary>
        /// The name in the address of its user portal, /o/acme: lower-case letters, digits and dashes, unique in the installation. Null
        /// for its id, which works always.
        /// </summary>
        [Display(Name = "Portal address")]
        [StringLength(PortalSlug.MaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine, PortalSlug]
        public string? Slug { get; set; }

        /// <summary>Its number in the order in which people choose from the colours, from 0.</summary>
        [Display(Name = "Accent colour")]
        [Range(0, ManagedOrganization.Accents - 1, ErrorMessage = "Choose one of the colours.")]
        public int Accent { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(ManagedOrganization organization) =>
            new()
            {
                Name = organization.Name,
                ContactName = organization.ContactName,
                ContactEmail = organization.ContactEmail,
                Slug = organization.Slug,
                Accent = organization.Accent,
                Version = organization.Version,
            };
    }

    protected internal override Permission Needs => Permission.ManageSettings;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var organization = await work.Db.Set<ManagedOrganization>().SingleAsync(ct);
        if (Work.ChangedSince(organization, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (!string.Equals(organization.Name, request.Name.Trim(), StringComparison.Ordinal))
        {
            if (!await Renaming.IsGrantedAsync(work, ct))
            {
                return new OrganizationNameKept();
            }

            // Whether the name is free only the provider's index knows: nobody in here sees other organizations.
            organization.Rename(request.Name);
        }

        organization.ContactName = Trimmed(request.ContactName);
        organization.ContactEmail = Trimmed(request.ContactEmail);
        // Whether the address is free only the index knows: nobody in here sees other organizations.
        organization.Slug = Trimmed(request.Slug);
        organization.Accent = request.Accent;
        var changes = InWords(work.ChangesOf(organization));
        if (changes.Count > 0)
        {
            work.Record(new GeneralSettingsChanged(organization.Name, changes));
        }

        return Done.Instance;
    }

    private static IReadOnlyList<FieldChange> InWords(IReadOnlyList<FieldChange> changes) =>
        [.. changes.Select(c => c.Field is "Accent colour" ? c with { Old = Colour(c.Old), New = Colour(c.New) } : c)];

    private static string? Colour(string? accent) =>
        int.TryParse(accent, System.Globalization.CultureInfo.InvariantCulture, out var index) ? AccentColours.NameOf(index) : accent;

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } words ? words : null;
}

public sealed record GeneralSettingsChanged(string Name, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => "Changed the general settings";
    public override string TargetName => Name;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
