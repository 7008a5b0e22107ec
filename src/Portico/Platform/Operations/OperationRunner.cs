using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Mail;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;
using Portico.Platform.Telemetry;

namespace Portico.Platform.Operations;

/// <summary>
/// The only way in: gate, validation, store with scope, transaction, the work itself, audit, save. Pages, routes, jobs and the
/// command line all come through here.
/// </summary>
public sealed class OperationRunner(
    Store store,
    Caller caller,
    RequestValidation validation,
    Outbox outbox,
    PasswordWork passwords,
    TimeProvider clock
)
{
    internal Task<Outcome<TResult>> RunAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation,
        ObjectId? organizationId,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class =>
        OperationTelemetry.MeasureAsync(
            operation,
            () =>
                RunScopedAsync(
                    operation,
                    caller.Actor,
                    gate =>
                        organizationId is { } id
                            ? gate.AdmitToOrganizationAsync(caller.Actor, id, operation.Needs, ct)
                            : gate.AdmitToProviderAsync(caller.Actor, operation.Needs, ct),
                    request,
                    ct
                )
        );

    internal Task<Outcome<TResult>> RunAsync<TRequest, TResult>(
        UserOperation<TRequest, TResult> operation,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class =>
        OperationTelemetry.MeasureAsync(
            operation,
            () => RunScopedAsync(operation, caller.Actor, gate => gate.AdmitUserAsync(caller.Actor, ct), request, ct)
        );

    internal Task<Outcome<TResult>> RunAsync<TRequest, TResult>(
        ApplicationOperation<TRequest, TResult> operation,
        ObjectId organizationId,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class
    {
        var asking = new Actor.Application(organizationId);
        return OperationTelemetry.MeasureAsync(
            operation,
            () => RunScopedAsync(operation, asking, gate => gate.AdmitApplicationAsync(asking, ct), request, ct)
        );
    }

    internal Task<Outcome<TResult>> RunAsync<TRequest, TResult>(
        AccountOperation<TRequest, TResult> operation,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class => OperationTelemetry.MeasureAsync(operation, () => RunOnAccountsAsync(operation, request, ct));

    private async Task<Outcome<TResult>> RunScopedAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation,
        Actor? actor,
        Func<OrganizationScope.Gate, Task<Outcome<OrganizationScope>>> admit,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class
    {
        var admitted = await AdmitAsync(admit);
        if (!admitted.Succeeded)
        {
            return Outcome<TResult>.FromProblems(admitted.Problems);
        }

        if (await validation.ProblemsOfAsync(request, ct) is { Count: > 0 } problems)
        {
            return Outcome<TResult>.FromProblems(problems);
        }

        if (operation.ReadsFirst(request) && await ReadAsync(operation, actor!, admitted.Value, request, ct) is { Count: > 0 } standing)
        {
            return Outcome<TResult>.FromProblems(standing);
        }

        if (await operation.PrepareAsync(request, ct) is { } unprepared)
        {
            return unprepared;
        }

        using var turn = await StoreTransaction.WaitForTurnAsync(store, operation.Changes, ct);
        await using var db = store.Open(admitted.Value);
        var work = new Work(db, actor!, caller, clock, outbox, operation.Changes);
        try
        {
            await using var transaction = await StoreTransaction.BeginAsync(store, db, db.Scope, operation.Changes, ct);
            var outcome = await operation.HandleAsync(request, work, ct);
            if (!outcome.Succeeded || !operation.Changes)
            {
                return outcome;
            }

            AuditTrail.Append(work);
            await ChangeGuard.SaveAsync(db, work.Events.Count, work.Now, ct);
            await transaction.CommitAsync(ct);
            outbox.Committed(db);
            return outcome;
        }
        catch (DbUpdateException refused) when (StoredProblems.Of(refused) is { } problem)
        {
            return problem;
        }
    }

    private async Task<IReadOnlyList<Problem>> ReadAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation,
        Actor actor,
        OrganizationScope scope,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class
    {
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, ct);
        return await operation.ReadAsync(request, new Work(db, actor, caller, clock, outbox, changes: false), ct);
    }

    private async Task<Outcome<TResult>> RunOnAccountsAsync<TRequest, TResult>(
        AccountOperation<TRequest, TResult> operation,
        TRequest request,
        CancellationToken ct
    )
        where TRequest : class
    {
        if (operation.NeedsSignIn && caller.Actor is not Actor.Administrator)
        {
            return new NothingHere();
        }

        if (operation.NeedsUser && !(await AdmitAsync(gate => gate.AdmitUserAsync(caller.Actor, ct))).Succeeded)
        {
            return new NothingHere();
        }

        if (await validation.ProblemsOfAsync(request, ct) is { Count: > 0 } problems)
        {
            return Outcome<TResult>.FromProblems(problems);
        }

        if (operation is not PasswordOperation<TRequest, TResult> hashing)
        {
            return await InCredentialsAsync(operation.Changes, work => operation.HandleAsync(request, work, ct), ct);
        }

        var prepared = await InCredentialsAsync(changes: true, work => hashing.PrepareAsync(request, work, ct), ct);
        if (!prepared.Succeeded)
        {
            return Outcome<TResult>.FromProblems(prepared.Problems);
        }

        var answer = await prepared.Value.DoAsync(passwords, ct);
        return await InCredentialsAsync(
            changes: true,
            work => answer is null ? hashing.GiveUpAsync(request, work, ct) : hashing.HandleAsync(request, work.With(answer), ct),
            ct
        );
    }

    private async Task<Outcome<T>> InCredentialsAsync<T>(bool changes, Func<AccountWork, Task<Outcome<T>>> step, CancellationToken ct)
    {
        using var turn = await StoreTransaction.WaitForTurnAsync(store, changes, ct);
        await using var db = store.OpenCredentials();
        var work = new AccountWork(db, caller, clock, outbox);
        try
        {
            await using var transaction = await StoreTransaction.BeginAsync(store, db, scope: null, changes, ct);
            var outcome = await step(work);
            if (changes)
            {
                // Saved whatever the answer: a refused sign-in must be counted and recorded.
                await ChangeGuard.SaveAsync(db, ct);
                await transaction.CommitAsync(ct);
                outbox.Committed(db);
            }

            return outcome;
        }
        catch (DbUpdateException refused) when (StoredProblems.Of(refused) is { } problem)
        {
            return problem;
        }
    }

    private async Task<Outcome<OrganizationScope>> AdmitAsync(Func<OrganizationScope.Gate, Task<Outcome<OrganizationScope>>> admit)
    {
        await using var credentials = store.OpenCredentials();
        return await admit(new OrganizationScope.Gate(credentials));
    }
}
