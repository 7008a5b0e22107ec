using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.Users.Actions;

/// <summary>The organizations in which planned changes of state are due.</summary>
public sealed class ListDueUserStates(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<ListDueUserStates.Place>>(runner)
{
    private const int AtOnce = 100;

    public sealed record Place(ObjectId Organization, ObjectId? Provider);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<IReadOnlyList<Place>>> HandleAsync(
        Nothing request,
        AccountWork work,
        CancellationToken ct
    ) =>
        await (
            from id in work
                .Db.Set<UserCredential>()
                .Where(u => u.ScheduledStateAt != null && u.ScheduledStateAt <= work.Now)
                .Select(u => u.OrganizationId)
                .Distinct()
            join o in work.Db.Set<OrganizationEntry>() on id equals o.Id
            orderby o.Id
            select new Place(o.Id, o.ProviderId)
        )
            .Take(AtOnce)
            .ToListAsync(ct);
}

/// <summary>Moves the users of one organization to the states that were planned for them, so many at once.</summary>
public sealed class SetDueUserStates(OperationRunner runner, UserMail mail)
    : OrganizationOperation<Nothing, SetDueUserStates.Result>(runner)
{
    private const int AtOnce = 100;

    public sealed record Result(int Changed);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var due = await work
            .Db.Set<User>()
            .Where(u => u.ScheduledStateAt != null && u.ScheduledStateAt <= work.Now)
            .OrderBy(u => u.ScheduledStateAt)
            .Take(AtOnce)
            .ToListAsync(ct);
        foreach (var user in due)
        {
            await UserStates.ChangeAsync(user, user.ScheduledState ?? user.State, work, ct);
            var changes = work.ChangesOf(user);
            work.Record(
                user.State is UserState.Activated
                    ? new UserActivated(user.Id, user.Username, changes)
                    : new UserSuspended(user.Id, user.Username, changes)
            );
            if (user is { State: UserState.Activated, PasswordHash: null })
            {
                await mail.SendActivationAsync(user, to: null, work, ct);
            }
        }

        return new Result(due.Count);
    }
}

/// <summary>Makes planned changes of state when their time has come; looks every minute.</summary>
public sealed class DueUserStates(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueUserStates> log) : Hourly(clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    /// <summary>Makes all that are due now.</summary>
    public async Task ChangeAsync(CancellationToken ct)
    {
        await using var looking = scopes.CreateAsyncScope();
        var places = await looking.ServiceProvider.GetRequiredService<ListDueUserStates>().RunAsync(Nothing.Instance, ct);
        foreach (var place in places.Require())
        {
            while (await ChangeSomeAsync(place, ct) > 0) { }
        }
    }

    protected override Task WorkAsync(CancellationToken ct) => ChangeAsync(ct);

    private async Task<int> ChangeSomeAsync(ListDueUserStates.Place place, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.Job("Portico", place.Provider, place.Organization));
        var set = scope.ServiceProvider.GetRequiredService<SetDueUserStates>();
        var outcome = await set.RunAsync(place.Organization, Nothing.Instance, ct);
        return outcome.Succeeded ? outcome.Value.Changed : 0;
    }
}
