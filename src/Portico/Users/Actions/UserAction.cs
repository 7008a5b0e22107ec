using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>
/// Something that is done to one user or to many: what stands in the way of one does not keep the others from it, and each has a result.
/// </summary>
public abstract class UserAction<TRequest>(OperationRunner runner) : OrganizationOperation<TRequest, UserResults>(runner)
    where TRequest : UserSelection
{
    protected internal sealed override async Task<Outcome<UserResults>> HandleAsync(TRequest request, Work work, CancellationToken ct)
    {
        var ids = request.Ids.Distinct().ToList();
        var users = await work.Db.Set<User>().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        if (await RefuseAsync(request, work, ct) is { } refused)
        {
            return refused;
        }

        var results = new Dictionary<ObjectId, UserResult>();
        // In the order of their ids, however they were asked for: it takes the turn of each, and two operations that took the same turns in
        // two orders would wait for each other for ever.
        foreach (var id in ids.Order())
        {
            var user = users.GetValueOrDefault(id);
            var problem = user is null ? new NoSuchUser() : await DoAsync(user, request, work, ct);
            results[id] = new UserResult(id, user?.FullName, problem?.Code, problem?.Message) { Refusal = problem };
        }

        await FinishAsync(work, ct);
        return new UserResults([.. ids.Select(id => results[id])]);
    }

    /// <summary>What keeps it from all of them; null when nothing does.</summary>
    private protected virtual Task<Problem?> RefuseAsync(TRequest request, Work work, CancellationToken ct) =>
        Task.FromResult<Problem?>(null);

    /// <summary>What is done once for all of them, when each has been decided.</summary>
    private protected virtual Task FinishAsync(Work work, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Does it to one; or says what stands in the way, and has changed nothing then.</summary>
    private protected abstract Task<Problem?> DoAsync(User user, TRequest request, Work work, CancellationToken ct);
}
