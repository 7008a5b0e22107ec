using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.UserPortal.SigningIn;
using Portico.Users;

namespace Portico.UserPortal.Profile;

/// <summary>Changes what the organization lets a user change of himself; the rest of the request is left as it is stored.</summary>
public sealed class UpdateOwnProfile(OperationRunner runner) : UserOperation<UpdateOwnProfile.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "First name")]
        [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? FirstName { get; set; }

        [Display(Name = "Middle name")]
        [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? MiddleName { get; set; }

        [Display(Name = "Last name")]
        [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? LastName { get; set; }

        [Display(Name = "Display name")]
        [StringLength(UserIdentity.DisplayNameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? DisplayName { get; set; }

        [Display(Name = "Alternate e-mail")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
        public string? AlternateEmail { get; set; }

        [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? Location { get; set; }

        [MaxLength(20, ErrorMessage = "Use at most {1} numbers.")]
        public IList<PhoneNumber> PhoneNumbers
        {
            get;
            // A form without such fields posts none.
            set => field = value ?? [];
        } = [];

        public PostalAddress? WorkAddress { get; set; }

        public PostalAddress? HomeAddress { get; set; }

        [MaxLength(20, ErrorMessage = "Use at most {1} SSH keys.")]
        public IList<SshKey> SshKeys
        {
            get;
            set => field = value ?? [];
        } = [];

        /// <summary>The version that was read; null to change whatever is there.</summary>
        public int? Version { get; set; }

        internal static Request Of(User user) =>
            new()
            {
                FirstName = user.FirstName,
                MiddleName = user.MiddleName,
                LastName = user.LastName,
                DisplayName = user.DisplayName,
                AlternateEmail = user.AlternateEmail,
                Location = user.Location,
                PhoneNumbers = [.. user.PhoneNumbers],
                WorkAddress = user.WorkAddress,
                HomeAddress = user.HomeAddress,
                SshKeys = [.. user.SshKeys],
                Version = user.Version,
            };
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.OwnUserAsync(ct);
        if (Work.ChangedSince(user, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        Apply(request, user, await EditableFields.OfAsync(work, ct));
        var changes = work.ChangesOf(user);
        if (changes.Count > 0)
        {
            work.Record(new OwnProfileChanged(user.Id, user.Username, changes));
        }

        return Done.Instance;
    }

    private static void Apply(Request request, User user, UserFields editable)
    {
        bool May(UserFields field) => (editable & field) == field;
        if (May(UserFields.Name))
        {
            user.FirstName = request.FirstName.Tidied() ?? "";
            user.MiddleName = request.MiddleName.Tidied();
            user.LastName = request.LastName.Tidied() ?? "";
        }

        user.DisplayName = May(UserFields.DisplayName) ? request.DisplayName.Tidied() : user.DisplayName;
        user.AlternateEmail = May(UserFields.AlternateEmail) ? request.AlternateEmail.Tidied()?.ToLowerInvariant() : user.AlternateEmail;
        user.Location = May(UserFields.Location) ? request.Location.Tidied() : user.Location;
        if (May(UserFields.Addresses))
        {
            user.WorkAddress = PostalAddress.Tidy(request.WorkAddress);
            user.HomeAddress = PostalAddress.Tidy(request.HomeAddress);
        }

        if (May(UserFields.PhoneNumbers))
        {
            user.PhoneNumbers = [.. request.PhoneNumbers.Select(p => new PhoneNumber { Kind = p.Kind.Trim(), Number = p.Number.Trim() })];
        }

        if (May(UserFields.SshKeys))
        {
            user.SshKeys = [.. request.SshKeys.Select(k => new SshKey { Name = k.Name.Trim(), PublicKey = k.PublicKey.Trim() })];
        }
    }
}

public sealed record OwnProfileChanged(Platform.ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields)
    : OwnAccountEvent(Id, Username)
{
    public override string Summary => "Changed the own profile";
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
