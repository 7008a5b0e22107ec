using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Actions;

namespace Portico.Users.Callers;

/// <summary>Mails a user a code that he tells whoever helps him: it proves that the caller has the user's mailbox.</summary>
public sealed class SendCallerCode(OperationRunner runner, UserMail mail)
    : OrganizationOperation<UserReference, SendCallerCode.Result>(runner)
{
    /// <summary>So many codes may be under way for one user: nobody's mailbox is filled.</summary>
    private const int MostAtOnce = 3;

    /// <param name="Email">Where the code went.</param>
    /// <param name="EndsAt">Until when it can be told.</param>
    public sealed record Result(string Email, DateTimeOffset EndsAt);

    protected internal override Permission Needs => Permission.HelpUsers;

    protected internal override async Task<Outcome<Result>> HandleAsync(UserReference request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct) is not { } user)
        {
            return new NoSuchUser();
        }

        await work.TakeTurnAsync($"caller:{user.Id}", ct);
        var started = work.Now - CallerVerification.CodeLifetime;
        var sent = work.Db.Set<CallerVerification>().Where(v => v.UserId == user.Id && v.CodeHash != null && v.StartedAt > started);
        if (await sent.CountAsync(ct) >= MostAtOnce)
        {
            return new TooManyCallerCodes();
        }

        var id = work.NewId();
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        work.Db.Add(
            new CallerVerification
            {
                OrganizationId = user.OrganizationId,
                Id = id,
                UserId = user.Id,
                VerifierId = CallerRules.VerifierOf(work),
                CodeHash = HashOf(id, code),
                StartedAt = work.Now,
            }
        );
        await mail.SendCallerCodeAsync(user, code, work, ct);
        work.Record(new CallerCodeSent(user.Id, user.Username, user.Email));
        return new Result(user.Email, work.Now + CallerVerification.CodeLifetime);
    }

    internal static string HashOf(ObjectId verification, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{verification}:{code}")));
}

public sealed record CallerCodeSent(ObjectId Id, string Username, string Email) : UserEvent(Id, Username)
{
    public override string Summary => $"Sent the user {Username} a code to verify a caller, to {Email}";
}

/// <summary>Several codes are under way already.</summary>
public sealed record TooManyCallerCodes()
    : Conflict("too-many-caller-codes", "Three codes were sent within ten minutes. Use the last one, or wait until they end.");
