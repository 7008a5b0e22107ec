using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Portico.Applications;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Logout;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.Tests.Support;
using Portico.Users.Credentials;
using Portico.Users.Files;

namespace Portico.Tests.Architecture;

/// <summary>What the tables must keep to so that organizations stay apart.</summary>
public sealed class ModelTests : IDisposable
{
    /// <summary>Tables that belong to no organization. A new one must be put here knowingly.</summary>
    private static readonly string[] OwnedByNoOrganization =
    [
        "AccountEvent",
        "AccountLink",
        "Administrator",
        "AdministratorApiKey",
        "DataProtectionKey",
        "IdempotentRequest",
        "OrganizationAccess",
        "OutgoingMail",
        "Passkey",
        "Provider",
        "ProviderApiKey",
        "ProviderCounters",
        "ProviderEvent",
        "ProviderPlace",
        "RecoveryCode",
        "Session",
        "SignInThrottle",
        "SpentPasskeyChallenge",
    ];

    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public void Every_table_belongs_to_an_organization_or_is_on_the_list()
    {
        var others =
            from entity in Schema().GetEntityTypes()
            where
                entity.BaseType is null
                && entity.GetTableName() is not null
                && !IsOwned(entity)
                && !typeof(IOrganization).IsAssignableFrom(entity.ClrType)
            orderby entity.ClrType.Name
            select entity.ClrType.Name;

        Assert.Equal(OwnedByNoOrganization, others);
    }

    [Fact]
    public void Keys_of_owned_tables_start_with_the_organization()
    {
        var wrong =
            from entity in Owned()
            where entity.FindPrimaryKey()!.Properties[0].Name is not nameof(IOwnedByOrganization.OrganizationId)
            select entity.Name;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Foreign_keys_between_owned_tables_carry_the_organization_on_both_sides()
    {
        var wrong =
            from entity in Owned()
            from key in entity.GetForeignKeys()
            where IsOwned(key.PrincipalEntityType)
            where
                key.Properties[0].Name is not nameof(IOwnedByOrganization.OrganizationId)
                || key.PrincipalKey.Properties[0].Name is not nameof(IOwnedByOrganization.OrganizationId)
            select $"{entity.Name} → {key.PrincipalEntityType.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_owned_table_has_the_scope_filter_in_every_kind_of_scope()
    {
        var acme = (await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" })).Require().Id;
        foreach (var kind in Enum.GetValues<ScopeKind>())
        {
            await using var db = portal.Services.GetRequiredService<Store>().Open(await portal.ScopeOfAsync(kind, acme));
            var unfiltered =
                from entity in db.Model.GetEntityTypes()
                where
                    IsOwned(entity)
                    || typeof(IOrganization).IsAssignableFrom(entity.ClrType)
                    || typeof(IOwnedByProvider).IsAssignableFrom(entity.ClrType)
                // What stands in one table with another kind has the filter of the table.
                where entity.BaseType is null && entity.FindDeclaredQueryFilter(PorticoDb.ScopeFilter) is null
                select $"{kind}: {entity.Name}";

            Assert.Empty(unfiltered);
        }
    }

    [Fact]
    public void Credentials_know_nothing_of_what_an_organization_fills()
    {
        using var credentials = portal.Credentials();
        var owned = credentials.Model.GetEntityTypes().Where(IsOwned).Select(e => e.ClrType.Name);

        // Its audit events are added from there when a person acts on his own account, and never read. Of a user it is what signing in
        // needs, of the settings what is demanded there, of applications what their protocol's endpoints need before it is known who asks,
        // and of the rest the logo, which the door of the user portal shows to anybody.
        Assert.Equal(
            [
                nameof(ApplicationEntry),
                nameof(FormerPassword),
                nameof(OpenIdGrant),
                nameof(OpenIdKey),
                nameof(OpenIdLogoutNotice),
                nameof(OpenIdSecret),
                nameof(OpenIdSettings),
                nameof(OpenIdToken),
                nameof(OrganizationEvent),
                nameof(OrganizationLogo),
                nameof(OrganizationMembership),
                nameof(SamlKey),
                nameof(SamlLogout),
                nameof(SamlSession),
                nameof(SamlSettings),
                nameof(SecuritySettings),
                nameof(SeenSamlMessage),
                nameof(UserCredential),
                nameof(UserEntry),
                nameof(UserImport),
                nameof(UserLink),
                nameof(UserPasskey),
                nameof(UserRecoveryCode),
                nameof(UserSession),
            ],
            owned.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Account_operations_add_audit_events_and_never_see_or_change_one()
    {
        await portal.AddOrganizationsAsync("Acme");
        await using var credentials = portal.Credentials();

        if (TestPortal.UsesPostgres)
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => credentials.Set<ProviderEvent>().CountAsync());
        }
        else
        {
            Assert.Equal(0, await credentials.Set<ProviderEvent>().CountAsync());
        }

        credentials.Attach(new ProviderEvent { ProviderId = portal.Northwind }).State = EntityState.Modified;
        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeGuard.SaveAsync(credentials, default));
    }

    [Fact]
    public void The_store_with_scope_cannot_be_had_without_one()
    {
        Assert.Null(portal.Services.GetService<PorticoDb>());
        Assert.Null(portal.Services.GetService<DbContextOptions<PorticoDb>>());
        Assert.Empty(typeof(PorticoDb).GetConstructors());
        Assert.Empty(typeof(OrganizationScope).GetConstructors());
        Assert.All(
            typeof(OrganizationScope).GetConstructors(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance),
            c => Assert.True(c.IsPrivate)
        );
    }

    [Fact]
    public void The_migrations_are_what_the_model_says()
    {
        using var sqlite = new SqliteSchema.Factory().CreateDbContext([]);
        using var postgres = new PostgresSchema.Factory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "Run tools/add-migration: SQLite's migrations lack a change of the model.");
        Assert.False(
            postgres.Database.HasPendingModelChanges(),
            "Run tools/add-migration: PostgreSQL's migrations lack a change of the model."
        );
    }

    private static IModel Schema()
    {
        using var schema = new PostgresSchema.Factory().CreateDbContext([]);
        return schema.Model;
    }

    private static IEnumerable<IEntityType> Owned() => Schema().GetEntityTypes().Where(IsOwned);

    private static bool IsOwned(IReadOnlyTypeBase entity) => typeof(IOwnedByOrganization).IsAssignableFrom(entity.ClrType);
}
