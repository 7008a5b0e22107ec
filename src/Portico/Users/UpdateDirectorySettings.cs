using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>Changes how an organization keeps its directory: the state of new users, what users may change of themselves, and how callers are helped.</summary>
public sealed class UpdateDirectorySettings(OperationRunner runner) : OrganizationOperation<UpdateDirectorySettings.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        /// <summary>Of users who are added by hand or by the API, where these say nothing of it.</summary>
        [Display(Name = "State of new users")]
        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState NewUserState { get; set; } = UserState.Activated;

        /// <summary>Of users who come from a file that says nothing of it.</summary>
        [Display(Name = "State of imported users")]
        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState ImportedUserState { get; set; }

        /// <summary>Whether users may change their first, middle and last name.</summary>
        [Display(Name = "Name")]
        public bool MayEditName { get; set; }

        /// <summary>Whether users may change the name that lists show.</summary>
        [Display(Name = "Display name")]
        public bool MayEditDisplayName { get; set; }

        /// <summary>Whether users may change the address to which their activation mail goes.</summary>
        [Display(Name = "Alternate e-mail")]
        public bool MayEditAlternateEmail { get; set; }

        [Display(Name = "Telephone numbers")]
        public bool MayEditPhoneNumbers { get; set; }

        /// <summary>Whether users may change their work and home address.</summary>
        [Display(Name = "Addresses")]
        public bool MayEditAddresses { get; set; }

        [Display(Name = "Location")]
        public bool MayEditLocation { get; set; }

        /// <summary>Whether users may change the keys with which they sign in to systems.</summary>
        [Display(Name = "SSH keys")]
        public bool MayEditSshKeys { get; set; }

        /// <summary>Whether a caller must be verified by a code before a password or second factor is reset, or a lockout ended.</summary>
        [Display(Name = "Caller verification required")]
        public bool RequiresCallerVerification { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(DirectorySettings settings) =>
            new()
            {
                NewUserState = settings.NewUserState,
                ImportedUserState = settings.ImportedUserState,
                MayEditName = settings.EditableFields.HasFlag(UserFields.Name),
                MayEditDisplayName = settings.EditableFields.HasFlag(UserFields.DisplayName),
                MayEditAlternateEmail = settings.EditableFields.HasFlag(UserFields.AlternateEmail),
                MayEditPhoneNumbers = settings.EditableFields.HasFlag(UserFields.PhoneNumbers),
                MayEditAddresses = settings.EditableFields.HasFlag(UserFields.Addresses),
                MayEditLocation = settings.EditableFields.HasFlag(UserFields.Location),
                MayEditSshKeys = settings.EditableFields.HasFlag(UserFields.SshKeys),
                RequiresCallerVerification = settings.RequiresCallerVerification,
                Version = settings.Version,
            };

        internal void ApplyTo(DirectorySettings settings)
        {
            settings.NewUserState = NewUserState;
            settings.ImportedUserState = ImportedUserState;
            settings.RequiresCallerVerification = RequiresCallerVerification;
            settings.EditableFields =
                (MayEditName ? UserFields.Name : UserFields.None)
                | (MayEditDisplayName ? UserFields.DisplayName : UserFields.None)
                | (MayEditAlternateEmail ? UserFields.AlternateEmail : UserFields.None)
                | (MayEditPhoneNumbers ? UserFields.PhoneNumbers : UserFields.None)
                | (MayEditAddresses ? UserFields.Addresses : UserFields.None)
                | (MayEditLocation ? UserFields.Location : UserFields.None)
                | (MayEditSshKeys ? UserFields.SshKeys : UserFields.None);
        }
    }

    protected internal override Permission Needs => Permission.ManageSettings;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var stored = await work.Db.Set<DirectorySettings>().SingleOrDefaultAsync(ct);
        var settings = stored ?? new DirectorySettings { OrganizationId = work.Scope.OrganizationId };
        if (Work.ChangedSince(settings, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var before = DirectorySettingsWords.Of(settings);
        request.ApplyTo(settings);
        var changes = before
            .Zip(DirectorySettingsWords.Of(settings))
            .Where(l => l.First != l.Second)
            .Select(l => new FieldChange(l.Second.Field, l.First.Words, l.Second.Words))
            .ToList();
        if (changes.Count is 0)
        {
            return Done.Instance;
        }

        if (stored is null)
        {
            settings.Version = 1;
            work.Db.Add(settings);
        }

        work.Record(new DirectorySettingsChanged(changes));
        return Done.Instance;
    }
}

public sealed record DirectorySettingsChanged(IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => "Changed the settings of users";
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
