using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.ApiKeys;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Providers;

/// <summary>Makes the installation's provider and its first administrator; possible once, while there is no provider.</summary>
public sealed class SetUpInstallation(OperationRunner runner)
    : PasswordOperation<SetUpInstallation.Request, SetUpInstallation.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Provider name")]
        [Required(ErrorMessage = "Enter the provider's name.")]
        [StringLength(Provider.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string ProviderName { get; set; } = "";

        [Display(Name = "First name")]
        [Required(ErrorMessage = "Enter a first name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string FirstName { get; set; } = "";

        [Display(Name = "Last name")]
        [Required(ErrorMessage = "Enter a last name.")]
        [StringLength(Membership.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string LastName { get; set; } = "";

        [Display(Name = "E-mail")]
        [Required(ErrorMessage = "Enter an e-mail address.")]
        [MailAddress(ErrorMessage = "This is not an e-mail address.")]
        [StringLength(Membership.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter a password.")]
        public string Password { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? PasswordAgain { get; set; }

        /// <summary>Whether the first administrator enrolls an authenticator app or a passkey at the first sign-in.</summary>
        public bool RequireMfa { get; set; }

        /// <summary>Whether to make an API key of the provider too, for what goes on without a person.</summary>
        public bool WithApiKey { get; set; }
    }

    /// <param name="ProviderId">The provider.</param>
    /// <param name="AdministratorId">The account of its first administrator.</param>
    /// <param name="MembershipId">His place in the provider.</param>
    /// <param name="ApiKey">The key, when one was asked for: shown this once.</param>
    /// <param name="ApiKeyExpiresAt">When it stops working.</param>
    public sealed record Result(
        ObjectId ProviderId,
        ObjectId AdministratorId,
        ObjectId MembershipId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApiKey = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ApiKeyExpiresAt = null
    );

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.Db.Set<Provider>().AnyAsync(ct))
        {
            return new AlreadySetUp();
        }

        return NewPassword.ProblemsOf(request.Password, request.PasswordAgain, request.Email) is { Count: > 0 } problems
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask.Hash(request.Password);
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("set-up", ct);
        if (await work.Db.Set<Provider>().AnyAsync(ct))
        {
            return new AlreadySetUp();
        }

        var provider = new Provider
        {
            ProviderId = work.NewId(),
            Name = request.ProviderName.Trim(),
            CreatedAt = work.Now,
        };
        var first = Administrator.Create(
            work.NewId(),
            request.Email,
            request.FirstName,
            request.LastName,
            work.Password.NewHash!,
            work.Now
        );
        var membership = new ProviderMembership
        {
            ProviderId = provider.ProviderId,
            Id = work.NewId(),
            AdministratorId = first.Id,
            Email = first.Email,
            FirstName = first.FirstName,
            LastName = first.LastName,
            Role = Role.Administrator,
            AllOrganizations = true,
            RequiresMfa = request.RequireMfa,
            InvitedAt = work.Now,
            AcceptedAt = work.Now,
        };
        work.Db.AddRange(provider, new ProviderCounters { ProviderId = provider.ProviderId }, first, membership);
        await SetupLink.VoidAllAsync(work, ct);
        var result = new Result(provider.ProviderId, first.Id, membership.Id);
        work.Record(first.Happened(work, "account-created", $"Set up {provider.Name} and the account"));
        return request.WithApiKey ? AddApiKey(result, first, work) : result;
    }

    /// <summary>With all rights over all organizations: what goes on without a person makes others of less from it, and revokes it.</summary>
    private static Result AddApiKey(Result result, Administrator first, AccountWork work)
    {
        var place = KeyMembership.Create(result.ProviderId, work.NewId(), Role.Administrator, work.Now);
        place.AllOrganizations = true;
        var (key, secret) = ProviderApiKey.Make(place, "Set-up", networks: "", ApiKeys.ApiKey.DefaultLifetime, work.Now);
        work.Db.AddRange(place, key);
        List<FieldChange> given =
        [
            .. FieldChanges.Of(work.Db.Entry(key)),
            new("Role", null, place.Role.Title()),
            new("Organizations", null, "all"),
        ];
        work.RecordAt(place, first.AsHolder(), new ApiKeyAdded(key, given));
        return result with { ApiKey = secret, ApiKeyExpiresAt = key.ExpiresAt };
    }
}

/// <summary>The installation has a provider; everything else is done signed in.</summary>
public sealed record AlreadySetUp() : Conflict("already-set-up", "Portico is set up already. Sign in instead.");
