using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.Users.Actions;

namespace Portico.Users.Callers;

/// <summary>
/// Checks the code that a caller tells: the one mailed to the user, or the one that the user's authenticator app shows. What came of it is
/// kept in the organization's activity.
/// </summary>
public sealed class VerifyCaller(OperationRunner runner, Authenticator authenticator)
    : OrganizationOperation<VerifyCaller.Request, VerifyCaller.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>Six digits.</summary>
        [Required(ErrorMessage = "Enter the code that the caller tells you.")]
        [StringLength(16, ErrorMessage = "A code has six digits.")]
        [OneLine]
        public string Code { get; set; } = "";
    }

    /// <param name="IsVerified">Whether the code was right; if not, <paramref name="TriesLeft"/> says how often it may be tried.</param>
    /// <param name="TriesLeft">Before a new code must be sent.</param>
    /// <param name="EndsAt">Until when the caller counts as verified; null when the code was wrong.</param>
    public sealed record Result(bool IsVerified, int TriesLeft, DateTimeOffset? EndsAt);

    protected internal override Permission Needs => Permission.HelpUsers;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct) is not { } user)
        {
            return new NoSuchUser();
        }

        await work.TakeTurnAsync($"caller:{user.Id}", ct);
        var open = await OpenAsync(user, work, ct);
        if (open is null)
        {
            return new NoCallerCode();
        }

        var code = string.Concat(request.Code.Where(char.IsAsciiDigit));
        // Counted for good: the answer to a wrong code is a result, so that it is saved.
        open.Tries++;
        if (!IsRight(open, user, code))
        {
            work.Record(new CallerNotVerified(user.Id, user.Username));
            return new Result(IsVerified: false, CallerVerification.MostTries - open.Tries, EndsAt: null);
        }

        open.VerifiedAt = work.Now;
        work.Record(
            new CallerVerified(user.Id, user.Username, open.CodeHash is null ? "a code of the authenticator app" : "a mailed code")
        );
        return new Result(IsVerified: true, 0, work.Now + CallerVerification.Validity);
    }

    private bool IsRight(CallerVerification open, User user, string code)
    {
        if (open.CodeHash is not { } hash)
        {
            return authenticator.Takes(user, code);
        }

        var told = SendCallerCode.HashOf(open.Id, code);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(told), Encoding.ASCII.GetBytes(hash));
    }

    /// <summary>The code that this administrator sent last; without one, a user with an authenticator app is asked for what it shows.</summary>
    private static async Task<CallerVerification?> OpenAsync(User user, Work work, CancellationToken ct)
    {
        var (verifier, started) = (CallerRules.VerifierOf(work), work.Now - CallerVerification.CodeLifetime);
        var recent = await work
            .Db.Set<CallerVerification>()
            .Where(v => v.UserId == user.Id && v.VerifierId == verifier && v.StartedAt > started)
            .ToListAsync(ct);
        var last = recent.Where(v => v is { VerifiedAt: null, Tries: < CallerVerification.MostTries }).MaxBy(v => v.StartedAt);
        // Whoever has used up the tries of an app's code cannot begin anew at once.
        var isUsedUp = recent.Exists(v => v is { CodeHash: null, Tries: >= CallerVerification.MostTries });
        if (last is not null || user.SealedTotpSecret is null || isUsedUp)
        {
            return last;
        }

        var begun = new CallerVerification
        {
            OrganizationId = user.OrganizationId,
            Id = work.NewId(),
            UserId = user.Id,
            VerifierId = verifier,
            StartedAt = work.Now,
        };
        work.Db.Add(begun);
        return begun;
    }
}

public sealed record CallerVerified(ObjectId Id, string Username, string How) : UserEvent(Id, Username)
{
    public override string Summary => $"Verified a caller as the user {Username}, by {How}";
}

public sealed record CallerNotVerified(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"A caller who said to be the user {Username} told a wrong code";
}

/// <summary>There is nothing to hold the code against.</summary>
public sealed record NoCallerCode()
    : Conflict(
        "no-caller-code",
        "No code is under way that you sent, or it was tried too often. Send a new one.",
        nameof(VerifyCaller.Request.Code)
    );
