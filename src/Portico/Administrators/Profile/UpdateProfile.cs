using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.Profile;

/// <summary>Changes one's own name, in the account and wherever one is an administrator.</summary>
public sealed class UpdateProfile(OperationRunner runner) : AccountOperation<UpdateProfile.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "First name")]
        [Required(ErrorMessage = "Enter your first name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string FirstName { get; set; } = "";

        [Display(Name = "Last name")]
        [Required(ErrorMessage = "Enter your last name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string LastName { get; set; } = "";

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(GetProfile.Result profile) =>
            new()
            {
                FirstName = profile.FirstName,
                LastName = profile.LastName,
                Version = profile.Version,
            };
    }

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var id = work.SignedIn.AdministratorId;
        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == id, ct);
        if (Work.ChangedSince(account, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var former = account.FullName;
        (account.FirstName, account.LastName) = (request.FirstName.Trim(), request.LastName.Trim());
        if (string.Equals(account.FullName, former, StringComparison.Ordinal))
        {
            return Done.Instance;
        }

        foreach (var place in await work.PlacesOfAsync(id, ct))
        {
            (place.FirstName, place.LastName) = (account.FirstName, account.LastName);
            work.RecordAt(place, account.AsHolder(), new OwnNameChanged(former, account.FullName));
        }

        work.Record(account.Happened(work, "name-changed", $"Changed the name from {former} to {account.FullName}"));
        return Done.Instance;
    }
}
