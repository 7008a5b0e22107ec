using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users;

/// <summary>How many of an organization's users wait for someone: each number leads to the list that is filtered the same.</summary>
public sealed class GetUserMatters(OperationRunner runner) : OrganizationQuery<Nothing, GetUserMatters.Result>(runner)
{
    /// <summary>So far it is counted; beyond, the answer is "1,000+".</summary>
    public const int CountedAtMost = ListUsers.CountedAtMost;

    /// <param name="Locked">Locked out after too many wrong passwords.</param>
    /// <param name="Expired">Activated, with a password that must be replaced.</param>
    /// <param name="Pending">Activated, without a password yet.</param>
    /// <param name="WithoutMfa">Activated, without the multifactor authentication that is required of them.</param>
    /// <param name="Staged">Prepared, without access.</param>
    public sealed record Result(int Locked, int Expired, int Pending, int WithoutMfa, int Staged);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var demand = await work.Db.Set<SecuritySettings>().Select(s => s.UserMfa).SingleAsync(ct);
        var users = work.Db.Set<User>();
        var activated = users.Where(u => u.State == UserState.Activated);
        return new Result(
            await CountAsync(users.Where(UserFilters.Has(PasswordStatus.Locked, work.Now)), ct),
            await CountAsync(activated.Where(UserFilters.Has(PasswordStatus.Expired, work.Now)), ct),
            await CountAsync(activated.Where(UserFilters.Has(PasswordStatus.Pending, work.Now)), ct),
            await CountAsync(activated.Where(UserFilters.Stands(UserMfaStatus.Missing, demand, work.Now)), ct),
            await CountAsync(users.Where(u => u.State == UserState.Staged), ct)
        );
    }

    private static Task<int> CountAsync(IQueryable<User> some, CancellationToken ct) => some.Take(CountedAtMost + 1).CountAsync(ct);
}
