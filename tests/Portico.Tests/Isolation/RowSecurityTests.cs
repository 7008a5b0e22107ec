using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Isolation;

/// <summary>
/// The last fence, seen as an attacker who speaks SQL over the server's own connection would see it. SQLite has no row policies:
/// there <see cref="OrganizationInEveryCommand"/> stands in their place in every test.
/// </summary>
public sealed class RowSecurityTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;
    private ObjectId southwind;
    private ObjectId foreign;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "Row policies are PostgreSQL's; the run with PORTICO_TEST_STORE=postgres tests them.");
        acme = await AddAsync(portal.Anna, "Acme");
        bolt = await AddAsync(portal.Anna, "Bolt");
        southwind = portal.AddProvider("Southwind");
        foreign = await AddAsync(portal.AddTechnician(southwind, "Sam", "South", Role.Administrator), "Foreign");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_servers_role_owns_nothing_and_passes_by_no_policy()
    {
        Assert.Equal(
            0,
            await CountAsync("select count(*) from pg_class c where c.relowner = (select oid from pg_roles where rolname = current_user)")
        );
        Assert.Equal(
            0,
            await CountAsync(
                "select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolinherit or rolcreaterole)"
            )
        );
    }

    [Fact]
    public async Task Every_owned_table_forces_its_policies()
    {
        foreach (var table in Owned())
        {
            Assert.Equal(
                1,
                await CountAsync($"select count(*) from pg_class where relname = '{table}' and relrowsecurity and relforcerowsecurity")
            );
        }
    }

    [Fact]
    public async Task Without_a_scope_no_owned_table_can_even_be_read()
    {
        // What signing in asks before anyone is known.
        string[] credentials =
        [
            "former_password",
            "managed_organization",
            "open_id_grant",
            "open_id_key",
            "open_id_logout_notice",
            "open_id_secret",
            "open_id_settings",
            "open_id_token",
            "organization_logo",
            "organization_membership",
            // What an application's endpoints need before it is known who asks.
            "saml_key",
            "saml_logout",
            "saml_session",
            "saml_settings",
            "security_settings",
            "seen_saml_message",
            // The queue of imports; what is in their files is not there.
            "user_import",
            "user_link",
            "user_passkey",
            "user_recovery_code",
            "user_session",
        ];
        foreach (var table in Owned().Except(credentials, StringComparer.Ordinal))
        {
            await RefusedAsync($"select * from {table}");
        }

        // Of a user what signing in needs; of the rest nothing, and none is added or removed.
        Assert.Equal(1, await CountAsync("select count(password_hash) + 1 from directory_user"));
        await RefusedAsync("select job_title from directory_user");
        await RefusedAsync("update directory_user set job_title = 'x'");
        await RefusedAsync("delete from directory_user");

        // Of applications their name and whether they are suspended.
        Assert.Equal(0, await CountAsync("select count(name) from application"));
        await RefusedAsync("select description from application");

        // Of organizations the gate reads whose they are, and the door of the user portal what it shows; of their contents nothing.
        await RefusedAsync("select deletion_due_at from managed_organization");
        await RefusedAsync("update managed_organization set name = 'x'");
        Assert.Equal(3, await CountAsync("select count(id) from managed_organization"));
    }

    [Fact]
    public async Task A_role_without_settings_sees_no_rows()
    {
        foreach (var table in Owned())
        {
            Assert.Equal(0, await CountAsync($"select count(*) from {table}", "set local role portico_organization"));
            Assert.Equal(0, await CountAsync($"select count(*) from {table}", "set local role portico_provider"));
        }
    }

    [Fact]
    public async Task One_organization_sees_its_own_rows_only()
    {
        Assert.Equal(1, await CountAsync("select count(*) from managed_organization", Inside(acme)));
        Assert.Equal(1, await CountAsync("select count(*) from security_settings", Inside(acme)));
        Assert.Equal(0, await CountAsync($"select count(*) from security_settings where organization_id = '{bolt}'", Inside(acme)));
    }

    [Fact]
    public async Task One_organization_cannot_write_into_another()
    {
        var insert = $"insert into organization_counters (organization_id, users, systems, applications) values ('{bolt}', 1, 1, 1)";
        await RefusedAsync(insert, Inside(acme));
        Assert.Equal(
            0,
            await ChangeAsync($"update security_settings set minimum_length = 8 where organization_id = '{bolt}'", Inside(acme))
        );
        Assert.Equal(0, await ChangeAsync($"delete from security_settings where organization_id = '{bolt}'", Inside(acme)));
        await RefusedAsync($"update security_settings set organization_id = '{bolt}'", Inside(acme));
    }

    [Fact]
    public async Task A_provider_sees_its_organizations_and_no_others()
    {
        Assert.Equal(2, await CountAsync("select count(*) from managed_organization", Over(portal.Northwind)));
        Assert.Equal(2, await CountAsync("select count(*) from security_settings", Over(portal.Northwind)));
        Assert.Equal(0, await CountAsync($"select count(*) from managed_organization where id = '{foreign}'", Over(portal.Northwind)));
        Assert.Equal(0, await CountAsync($"select count(*) from provider_event where provider_id = '{southwind}'", Over(portal.Northwind)));
        await RefusedAsync($"update managed_organization set provider_id = '{southwind}'", Over(portal.Northwind));
    }

    [Fact]
    public async Task A_technician_with_chosen_organizations_sees_those()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);
        var asCarl = Over(portal.Northwind, carl.MembershipId);

        Assert.Equal(1, await CountAsync("select count(*) from managed_organization", asCarl));
        Assert.Equal(1, await CountAsync("select count(*) from security_settings", asCarl));
        Assert.Equal(0, await CountAsync($"select count(*) from security_settings where organization_id = '{bolt}'", asCarl));
    }

    [Fact]
    public async Task Accounts_sessions_and_links_are_out_of_reach_of_every_scope()
    {
        foreach (
            var table in new[] { "administrator", "session", "recovery_code", "sign_in_throttle", "data_protection_keys", "account_event" }
        )
        {
            await RefusedAsync($"select * from {table}", Inside(acme));
            await RefusedAsync($"select * from {table}", Over(portal.Northwind));
        }

        await RefusedAsync("select * from account_link", Over(portal.Northwind));
        await RefusedAsync("select * from outgoing_mail", Inside(acme));
        await RefusedAsync("select * from provider_event", Inside(acme));
        await RefusedAsync($"update provider_membership set role = 'Administrator'", Inside(acme));
    }

    [Fact]
    public async Task A_pooled_connection_carries_no_scope_over()
    {
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "eve@acme.example" });

        for (var i = 0; i < 20; i++)
        {
            await RefusedAsync("select * from directory_user");
        }
    }

    private static string Inside(ObjectId organization) =>
        $"set local role portico_organization; select set_config('portico.organization', '{organization}', true)";

    private static string Over(ObjectId provider, ObjectId? membership = null) =>
        $"set local role portico_provider; select set_config('portico.provider', '{provider}', true), set_config('portico.membership', '{membership}', true)";

    private async Task RefusedAsync(string sql, string? before = null)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ChangeAsync(sql, before));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private Task<long> CountAsync(string sql, string? before = null) =>
        InTransactionAsync(before, sql, async command => (long)(await command.ExecuteScalarAsync())!);

    private Task<int> ChangeAsync(string sql, string? before = null) =>
        InTransactionAsync(before, sql, command => command.ExecuteNonQueryAsync());

    private async Task<T> InTransactionAsync<T>(string? before, string sql, Func<NpgsqlCommand, Task<T>> run)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.App(portal.Database!));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (before is not null)
        {
            await using var enter = new NpgsqlCommand(before, connection, transaction);
            await enter.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await run(command);
    }

    private static List<string> Owned()
    {
        using var schema = new PostgresSchema.Factory().CreateDbContext([]);
        return
        [
            .. schema
                .Model.GetEntityTypes()
                .Where(e => typeof(IOwnedByOrganization).IsAssignableFrom(e.ClrType) || typeof(IOrganization).IsAssignableFrom(e.ClrType))
                .Select(e => e.GetTableName())
                .OfType<string>(),
        ];
    }

    private static async Task<ObjectId> AddAsync(Person person, string name) =>
        (await person.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;
}
