using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Isolation;

/// <summary>
/// Users and administrators keep apart: each operation of the product is run as the one who must not, found by reflection, so that one
/// added later is covered without anyone remembering it.
/// </summary>
public sealed class EveryUserOperationTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private PortalUser eve = null!;

    public async ValueTask InitializeAsync()
    {
        acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        eve = await portal.AddUserAsync(acme, "eve", hasPassword: false);
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task To_a_user_nothing_exists_that_is_for_administrators()
    {
        var tried = 0;
        foreach (var operation in OperationRegistration.All.Where(o => !IsForUsers(o) && NeedsSomeone(o)))
        {
            Assert.Equal((operation.Name, new NothingHere()), (operation.Name, await ProblemOfAsync(operation, eve.Does(operation))));
            tried++;
        }

        Assert.True(tried > 50, $"{tried} operations");
    }

    [Fact]
    public async Task To_administrators_keys_jobs_and_strangers_nothing_exists_that_is_for_users()
    {
        Actor?[] others =
        [
            null,
            new Actor.Administrator(portal.Anna.Id, SessionId: null, "Anna", portal.Anna.Email),
            new Actor.ProviderKey(portal.Anna.MembershipId, "key"),
            new Actor.Job("job", portal.Northwind, acme),
            // A user's id counts in his own organization only.
            new Actor.User(portal.NewId(), eve.Id, default, "Eve", "eve"),
            new Actor.User(acme, portal.NewId(), default, "Eve", "eve"),
        ];
        foreach (var operation in ForUsers())
        {
            foreach (var other in others)
            {
                Assert.Equal(
                    (operation.Name, other, new NothingHere()),
                    (operation.Name, other, await ProblemOfAsync(operation, As(other, operation)))
                );
            }
        }
    }

    [Theory]
    [InlineData(UserState.Staged)]
    [InlineData(UserState.Suspended)]
    public async Task A_user_without_access_may_nothing(UserState state)
    {
        eve.Change(u => u.State = state);

        foreach (var operation in ForUsers())
        {
            Assert.Equal((operation.Name, new NothingHere()), (operation.Name, await ProblemOfAsync(operation, eve.Does(operation))));
        }
    }

    [Fact]
    public async Task In_a_suspended_organization_no_user_may_anything()
    {
        (await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = acme })).Require();

        foreach (var operation in ForUsers())
        {
            Assert.Equal((operation.Name, new NothingHere()), (operation.Name, await ProblemOfAsync(operation, eve.Does(operation))));
        }
    }

    [Fact]
    public void The_gate_knows_the_state_by_its_name() => Assert.Equal(nameof(UserState.Activated), UserEntry.Activated);

    private static List<Type> ForUsers()
    {
        var operations = OperationRegistration.All.Where(IsForUsers).ToList();
        Assert.NotEmpty(operations);
        return operations;
    }

    private static bool IsForUsers(Type operation) =>
        Ancestor(operation, typeof(UserOperation<,>)) is not null
        || (Ancestor(operation, typeof(AccountOperation<,>)) is not null && Ask(operation, "NeedsUser"));

    /// <summary>What comes before sign-in is for anyone, a signed-in user too.</summary>
    private static bool NeedsSomeone(Type operation) =>
        // Applications ask without anyone being there; the protocol's proofs are tested with it.
        Ancestor(operation, typeof(ApplicationOperation<,>)) is null
        && (Ancestor(operation, typeof(Operation<,>)) is not null || Ask(operation, "NeedsSignIn"));

    private static bool Ask(Type operation, string property) =>
        (bool)
            operation
                .GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!
                .GetValue(RuntimeHelpers.GetUninitializedObject(operation))!;

    private object As(Actor? actor, Type operation)
    {
        var scope = portal.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(actor, "192.0.2.30", "tests");
        return scope.ServiceProvider.GetRequiredService(operation);
    }

    private async Task<Problem?> ProblemOfAsync(Type operation, object made)
    {
        var root = Ancestor(operation, typeof(Operation<,>)) ?? Ancestor(operation, typeof(AccountOperation<,>))!;
        // Who is nobody is told so before anything of the request is read.
        var request = RuntimeHelpers.GetUninitializedObject(root.GetGenericArguments()[0]);
        object?[] arguments = Ancestor(operation, typeof(OrganizationOperation<,>)) is null
            ? [request, CancellationToken.None]
            : [acme, request, CancellationToken.None];
        var task = (Task)operation.GetMethod("RunAsync")!.Invoke(made, arguments)!;
        await task;
        dynamic outcome = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return (Problem?)outcome.Problem;
    }

    private static Type? Ancestor(Type type, Type open)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == open)
            {
                return ancestor;
            }
        }

        return null;
    }
}
