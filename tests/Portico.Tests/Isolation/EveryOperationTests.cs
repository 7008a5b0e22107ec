using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Tests.Isolation;

/// <summary>
/// Runs every operation of the product as everyone who must not: found by reflection, so that one added later is covered without
/// anyone remembering it.
/// </summary>
public sealed class EveryOperationTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        acme = await AddAsync(portal.Anna, "Acme");
        bolt = await AddAsync(portal.Anna, "Bolt");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Inside_an_organization_nothing_exists_for_those_outside_it()
    {
        var nobody = portal.Nobody;
        var stranger = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "Stranger", Role.Administrator);
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, bolt);
        var neighbour = portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");
        var suspended = portal.AddTechnician(portal.Northwind, "Sue", "Suspended", Role.Administrator);
        await ChangeMembershipAsync(suspended, m => m.IsSuspended = true);
        var invited = portal.AddTechnician(portal.Northwind, "Ivy", "Invited", Role.Administrator);
        await ChangeMembershipAsync(invited, m => m.AcceptedAt = null);

        foreach (var operation in Inside)
        {
            foreach (var outsider in new[] { nobody, stranger, colleague, neighbour, suspended, invited })
            {
                Assert.Equal(
                    (operation.Name, outsider.Name, new NothingHere()),
                    (operation.Name, outsider.Name, (await RunAsync(operation, outsider, acme)).Problem)
                );
            }

            // The same words for an id that was never given.
            Assert.Equal(new NothingHere(), (await RunAsync(operation, portal.Anna, portal.NewId())).Problem);
        }
    }

    [Fact]
    public async Task A_role_does_what_it_grants_and_no_more()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var staff = portal.AddTechnician(portal.Northwind, "Staff", role.ToString(), role);
            var own = portal.AddOrganizationAdministrator(acme, "Own", role.ToString(), role);
            foreach (var operation in Inside)
            {
                foreach (var person in new[] { staff, own })
                {
                    var refused = (await RunAsync(operation, person, acme)).Problem is RoleTooWeak;
                    Assert.Equal((operation.Name, role, !role.Grants(NeedsOf(operation))), (operation.Name, role, refused));
                }
            }
        }
    }

    [Fact]
    public async Task The_dashboard_is_the_providers_own()
    {
        var own = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var suspended = portal.AddTechnician(portal.Northwind, "Sue", "Suspended", Role.Administrator);
        await ChangeMembershipAsync(suspended, m => m.IsSuspended = true);

        foreach (var operation in OnDashboard)
        {
            foreach (var outsider in new[] { portal.Nobody, own, suspended })
            {
                Assert.Equal((operation.Name, new NothingHere()), (operation.Name, (await RunAsync(operation, outsider)).Problem));
            }

            var reader = portal.AddTechnician(portal.Northwind, "Rita", operation.Name, Role.ReadOnly);
            Assert.Equal(
                (operation.Name, !Role.ReadOnly.Grants(NeedsOf(operation))),
                (operation.Name, (await RunAsync(operation, reader)).Problem is RoleTooWeak)
            );
        }
    }

    /// <summary>The rows of another organization, given by their real ids, are not found, changed or told apart from none.</summary>
    [Fact]
    public async Task Ids_of_another_organizations_rows_lead_nowhere()
    {
        portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");
        await portal.Anna.Does<AddUser>().RunAsync(bolt, new() { Username = "eve", Email = "eve@bolt.example" });
        var rows = await IdsInAsync(bolt);
        Assert.NotEmpty(rows);

        foreach (var operation in Inside.Where(o => IdProperties(o).Any()))
        {
            foreach (var id in rows)
            {
                var answer = await RunAsync(operation, portal.Anna, acme, request => Fill(request, id));
                Assert.True(
                    answer.Problem is not null || IsEmpty(answer.Value),
                    $"{operation.Name} accepted the id of another organization's row."
                );
            }
        }
    }

    private static IEnumerable<Type> Inside =>
        OperationRegistration.All.Where(o => Ancestor(o, typeof(OrganizationOperation<,>)) is not null);

    private static IEnumerable<Type> OnDashboard =>
        OperationRegistration.All.Where(o => Ancestor(o, typeof(ProviderOperation<,>)) is not null);

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

    private static Type RequestOf(Type operation) => Ancestor(operation, typeof(Operation<,>))!.GetGenericArguments()[0];

    private static IEnumerable<PropertyInfo> IdProperties(Type operation) =>
        RequestOf(operation).GetProperties().Where(p => p.CanWrite && (IsId(p.PropertyType) || IsIds(p.PropertyType)));

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(ObjectId);

    private static bool IsIds(Type type) => type.IsAssignableFrom(typeof(ObjectId[])) && type != typeof(object);

    private Permission NeedsOf(Type operation) =>
        (Permission)operation.GetProperty("Needs", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(portal.Anna.Does(operation))!;

    private static async Task<(Problem? Problem, object? Value)> RunAsync(
        Type operation,
        Person person,
        ObjectId? organization = null,
        Action<object>? fill = null
    )
    {
        var request = RequestOf(operation) == typeof(Nothing) ? Nothing.Instance : Activator.CreateInstance(RequestOf(operation))!;
        fill?.Invoke(request);
        object?[] arguments = organization is { } id ? [id, request, CancellationToken.None] : [request, CancellationToken.None];
        var task = (Task)operation.GetMethod("RunAsync")!.Invoke(person.Does(operation), arguments)!;
        await task;
        dynamic outcome = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return ((Problem?)outcome.Problem, (object?)outcome.Value);
    }

    /// <summary>Everything else in the request is plausible, so that only the id can be what is wrong.</summary>
    private static void Fill(object request, ObjectId id)
    {
        foreach (var property in request.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type == typeof(ObjectId))
            {
                property.SetValue(request, id);
            }
            else if (IsIds(type))
            {
                property.SetValue(request, new[] { id });
            }
            else if (property.Name is nameof(RemoveUsers.Request.Count))
            {
                property.SetValue(request, 1);
            }
            else if (type == typeof(string) && property.GetCustomAttribute<SortKeysAttribute>() is null)
            {
                property.SetValue(
                    request,
                    property.GetCustomAttribute<EmailAddressAttribute>() is null ? "Mallory" : "mallory@example.com"
                );
            }
        }
    }

    private static bool IsEmpty(object? value) =>
        value is null
        // To each of the ids its own answer: that there is nobody.
        || (value is UserResults { Done: 0 } results && results.Results.All(r => r is { Problem: "no-such-user", Name: null }))
        || (value is IEnumerable list && !list.Cast<object>().Any())
        || value
            .GetType()
            .GetProperties()
            .Any(p => p.GetValue(value) is IEnumerable and not string && !((IEnumerable)p.GetValue(value)!).Cast<object>().Any());

    private async Task<List<ObjectId>> IdsInAsync(ObjectId organization)
    {
        var scope = await portal.ScopeOfAsync(ScopeKind.Organization, organization);
        var store = portal.Services.GetRequiredService<Store>();
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, default);
        var users = await db.Set<User>().Select(u => u.Id).ToListAsync();
        var memberships = await db.Set<OrganizationMembership>().Select(m => m.Id).ToListAsync();
        return [.. users, .. memberships, organization];
    }

    private async Task ChangeMembershipAsync(Person person, Action<ProviderMembership> change)
    {
        await using var db = portal.Credentials();
        change(await db.Set<ProviderMembership>().SingleAsync(m => m.Id == person.MembershipId));
        await db.SaveChangesAsync();
    }

    private static async Task<ObjectId> AddAsync(Person person, string name) =>
        (await person.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;
}
