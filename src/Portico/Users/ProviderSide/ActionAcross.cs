using Portico.Platform.Operations;
using Portico.Users.Actions;

namespace Portico.Users.ProviderSide;

/// <summary>
/// One action on users of several organizations: in each organization its own operation, with the rights that the caller has there, one
/// organization after the other. What an organization refuses is said of each of its users, and keeps the others from nothing.
/// </summary>
public sealed class ActionAcross(ListChosenUsers list, GetUserActionPreview preview, ChosenAction action)
{
    /// <summary>So many users at once at most.</summary>
    public const int Most = 100;

    /// <summary>What is offered over organizations; what takes more thought is done in the organization.</summary>
    public static IReadOnlyList<UserActionKind> Offered { get; } =
    [
        UserActionKind.Unlock,
        UserActionKind.ResetPassword,
        UserActionKind.RequirePasswordChange,
        UserActionKind.RequireMfa,
        UserActionKind.SendActivation,
        UserActionKind.Suspend,
        UserActionKind.Restore,
    ];

    /// <param name="Touched">To whom it would be done, by organization.</param>
    /// <param name="Refused">To whom not, and why.</param>
    /// <param name="Gone">How many are not there any more.</param>
    public sealed record Result(IReadOnlyList<SearchUsers.Row> Touched, IReadOnlyList<GetUserActionPreview.Refused> Refused, int Gone)
    {
        public int Organizations => Touched.Select(u => u.OrganizationId).Distinct().Count();
    }

    public async Task<Outcome<Result>> PreviewAsync(UserActionKind kind, IReadOnlyList<UserKey> keys, CancellationToken ct = default)
    {
        var chosen = await list.RunAsync(new() { Users = keys }, ct);
        if (!chosen.Succeeded)
        {
            return Outcome<Result>.FromProblems(chosen.Problems);
        }

        var (touched, refused) = (new List<SearchUsers.Row>(), new List<GetUserActionPreview.Refused>());
        foreach (var users in ByOrganization(chosen.Value.Users))
        {
            var seen = await preview.RunAsync(users[0].OrganizationId, new() { Action = kind, Ids = [.. users.Select(u => u.Id)] }, ct);
            if (!seen.Succeeded)
            {
                refused.AddRange(users.Select(u => new GetUserActionPreview.Refused(u.Id, NameOf(u), RefusalOf(u, seen.Problem!))));
                continue;
            }

            var reasons = seen.Value.Refused.ToDictionary(r => r.Id, r => r.Reason);
            touched.AddRange(users.Where(u => seen.Value.Touched.Any(t => t.Id == u.Id)));
            refused.AddRange(
                from u in users
                where reasons.ContainsKey(u.Id)
                select new GetUserActionPreview.Refused(u.Id, NameOf(u), $"{u.OrganizationName}: {reasons[u.Id]}")
            );
        }

        return new Result(touched, refused, keys.Count - touched.Count - refused.Count);
    }

    public async Task<Outcome<UserResults>> RunAsync(UserActionKind kind, IReadOnlyList<UserKey> keys, CancellationToken ct = default)
    {
        var chosen = await list.RunAsync(new() { Users = keys }, ct);
        if (!chosen.Succeeded)
        {
            return Outcome<UserResults>.FromProblems(chosen.Problems);
        }

        var results = new List<UserResult>();
        foreach (var users in ByOrganization(chosen.Value.Users))
        {
            var done = await action.RunAsync(kind, users[0].OrganizationId, new() { Ids = [.. users.Select(u => u.Id)] }, ct);
            var byId = done.Succeeded ? done.Value.Results.ToDictionary(r => r.Id) : [];
            results.AddRange(
                users.Select(u =>
                    byId.GetValueOrDefault(u.Id) is { } result
                        ? result with
                        {
                            Name = NameOf(u),
                        }
                        : new UserResult(u.Id, NameOf(u), done.Problem?.Code, done.Problem is { } problem ? RefusalOf(u, problem) : null)
                )
            );
        }

        var there = chosen.Value.Users.Select(u => new UserKey(u.OrganizationId, u.Id)).ToHashSet();
        var gone = new NoSuchUser();
        results.AddRange(keys.Where(k => !there.Contains(k)).Select(k => new UserResult(k.UserId, null, gone.Code, gone.Message)));
        return new UserResults(results);
    }

    private static IEnumerable<SearchUsers.Row[]> ByOrganization(IReadOnlyList<SearchUsers.Row> users) =>
        users
            .GroupBy(u => u.OrganizationId)
            .OrderBy(o => o.First().OrganizationName, StringComparer.OrdinalIgnoreCase)
            .Select(o => o.ToArray());

    private static string NameOf(SearchUsers.Row user) => $"{user.User.FullName} · {user.OrganizationName}";

    private static string RefusalOf(SearchUsers.Row user, Problem problem) =>
        problem is RoleTooWeak or NothingHere
            ? $"{user.OrganizationName}: Your role there does not allow this to {user.User.FullName}."
            : $"{user.OrganizationName}: {problem.Message}";
}
