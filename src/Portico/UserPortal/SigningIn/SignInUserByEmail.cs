using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.SignIn.Tries;
using Portico.UserPortal.Front;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>
/// Signing in on the common page: the password is held against every organization's user with the address, and only whoever has proved
/// it learns which organizations these are.
/// </summary>
public sealed class SignInUserByEmail(OperationRunner runner, PortalChoices choices)
    : PasswordOperation<SignInUserByEmail.Request, SignInUserByEmail.Result>(runner)
{
    /// <summary>How many users with one address are looked at.</summary>
    public const int Most = 20;

    /// <summary>As many hashes as are verified at the least, so that no, one, two and three organizations take the same time.</summary>
    private const int Least = 3;

    private readonly Dictionary<Platform.ObjectId, CountedTry> counted = [];

    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "E-mail")]
        [Required(ErrorMessage = "Enter your e-mail address.")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Enter your password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";
    }

    /// <param name="Step">The sign-in to the one organization; null when there are several to choose from.</param>
    /// <param name="Path">That organization's portal.</param>
    /// <param name="SealedChoice">Comes back with the form that chooses.</param>
    /// <param name="Organizations">What there is to choose from.</param>
    public sealed record Result(
        UserSignInStep? Step,
        string? Path,
        string? SealedChoice,
        IReadOnlyList<GetPortalFront.Result> Organizations
    );

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.CountTryAsync(Keys(request, work), ct) is { } wait)
        {
            return wait;
        }

        var hashes = new List<string?>();
        foreach (var (user, settings, _) in await FindAsync(request, work, ct))
        {
            await work.TakeUserAsync(user, ct);
            var tried = Lockout.CountWithoutLocking(user, settings, work.Now);
            counted[user.Id] = tried;
            hashes.Add(tried.IsLookedAt ? user.PasswordHash : null);
        }

        return PasswordTask.VerifyEach(
            [.. hashes, .. Enumerable.Repeat<string?>(null, Math.Max(0, Least - hashes.Count))],
            request.Password
        );
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var candidates = await FindAsync(request, work, ct);
        if (candidates.Exists(c => IsProved(c.User, work)))
        {
            await work.ForgetTriesAsync(Keys(request, work), ct);
        }

        var proved = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            await work.TakeUserAsync(candidate.User, ct);
            if (candidate.User.State is UserState.Activated && IsProved(candidate.User, work))
            {
                UserAdmission.NotePassword(work, candidate.User, candidate.Settings, request.Password);
                proved.Add(candidate);
            }
            else if (counted.GetValueOrDefault(candidate.User.Id)?.IsLookedAt is true)
            {
                work.RecordAgainst(candidate.User, (id, name) => new UserSignInRefused(id, name, "wrong password on the common page"));
            }
        }

        if (proved is [])
        {
            return new WrongPortalEmail();
        }

        if (proved is [var (user, settings, organization)])
        {
            var next = await UserAdmission.AfterPasswordAsync(work, user, settings, ct);
            return next.Succeeded
                ? new Result(next.Value, PortalPath.Of(organization), SealedChoice: null, [])
                : Outcome<Result>.FromProblems(next.Problems);
        }

        var sealedChoice = choices.Seal(proved.Select(p => p.User), work.Now);
        return new Result(Step: null, Path: null, sealedChoice, [.. proved.Select(p => GetPortalFront.Result.Of(p.Organization))]);
    }

    protected internal override async Task<Outcome<Result>> GiveUpAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.ForgiveTryAsync(Keys(request, work), ct);
        foreach (var (user, _, _) in await FindAsync(request, work, ct))
        {
            await work.TakeUserAsync(user, ct);
            if (counted.GetValueOrDefault(user.Id) is { IsLookedAt: true } tried)
            {
                Lockout.TakeBack(user, tried);
            }
        }

        return new PasswordsBusy();
    }

    private bool IsProved(UserCredential user, AccountWork work) =>
        counted.GetValueOrDefault(user.Id)?.IsLookedAt is true && work.Password.Proves(user.PasswordHash);

    private static IReadOnlyList<TryKey> Keys(Request request, AccountWork work) =>
        UserTries.ForPassword(organization: null, user: null, request.Email, hasLockout: false, work.Caller);

    private static async Task<List<Candidate>> FindAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var email = UserIdentity.Normalize(request.Email);
        var found = await (
            from u in work.Db.Set<UserCredential>()
            where u.Email == email && u.State == UserState.Activated && u.PasswordHash != null
            join o in work.Db.Set<OrganizationEntry>() on u.OrganizationId equals o.Id
            where o.State == OrganizationState.Active
            join s in work.Db.Set<SecuritySettings>() on u.OrganizationId equals s.OrganizationId
            orderby u.OrganizationId
            select new
            {
                User = u,
                Settings = s,
                Organization = o,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        return [.. found.Select(f => new Candidate(f.User, f.Settings, f.Organization))];
    }

    private sealed record Candidate(UserCredential User, SecuritySettings Settings, OrganizationEntry Organization);
}
