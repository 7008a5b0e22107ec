using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Portico.Administrators;
using Portico.ApiKeys;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;
using Portico.Providers;

namespace Portico.Tests.Support;

/// <summary>
/// A whole Portico with a store of its own: SQLite, or PostgreSQL when PORTICO_TEST_STORE is "postgres". Northwind IT is its
/// provider; Anna administers it with access to all organizations.
/// </summary>
public sealed class TestPortal : IDisposable
{
    private static readonly Lazy<string> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<string> KeyCertificate = new(MakeKeyCertificate);
    private readonly string folder = Directory.CreateTempSubdirectory("portico-test-").FullName;
    private readonly string? database;
    private readonly ServiceProvider services;

    /// <param name="isSetUp">False for an installation before its first set-up: no provider, no Anna.</param>
    public TestPortal(bool isSetUp = true)
    {
        if (UsesPostgres)
        {
            database = PostgresServer.NewDatabase();
        }
        else
        {
            File.Copy(SqliteTemplate.Value, Path.Combine(folder, "portico.db"));
        }

        File.Copy(KeyCertificate.Value, Path.Combine(folder, "keys.pfx"));

        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Portico:DataDirectory"] = folder,
            // Sites of the tests are here; by no other name.
            ["Portico:Outbound:Allowed:0"] = "127.0.0.1",
            ["ConnectionStrings:Portico"] = database is null ? null : PostgresServer.App(database),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging(logging => logging.ClearProviders());
        collection.AddPortico(configuration);
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<IInterceptor>(OrganizationInEveryCommand.Instance);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

        if (isSetUp)
        {
            Northwind = AddProvider("Northwind IT");
            Anna = AddTechnician(Northwind, "Anna", "Admin", Role.Administrator);
        }
    }

    /// <summary>Whether this run is the one on PostgreSQL.</summary>
    public static bool UsesPostgres =>
        string.Equals(Environment.GetEnvironmentVariable("PORTICO_TEST_STORE"), "postgres", StringComparison.Ordinal);

    /// <summary>Starts on 1 March 2026, 09:00 UTC, and moves only when a test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The configuration under which it runs; an HTTP test starts the server with the same.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public string Folder => folder;
    public IServiceProvider Services => services;
    public ObjectId Northwind { get; }

    /// <summary>Administrator of Northwind IT with access to all organizations.</summary>
    public Person Anna { get; } = null!;

    /// <summary>Whoever has not signed in.</summary>
    public Person Nobody => new(this, default, "Nobody", "", default);

    /// <summary>The database of this test on PostgreSQL; null on SQLite.</summary>
    internal string? Database => database;

    public ObjectId NewId() => ObjectId.Create(Clock);

    /// <summary>Adds another provider, of which this one must never learn.</summary>
    public ObjectId AddProvider(string name)
    {
        using var db = Credentials();
        var provider = new Provider
        {
            ProviderId = NewId(),
            Name = name,
            CreatedAt = Clock.GetUtcNow(),
        };
        db.AddRange(provider, new ProviderCounters { ProviderId = provider.ProviderId });
        db.SaveChanges();
        return provider.ProviderId;
    }

    /// <summary>Adds a signed-up technician; with organizations given, only those are his.</summary>
    public Person AddTechnician(ObjectId provider, string firstName, string lastName, Role role, params ObjectId[]? organizations)
    {
        using var db = Credentials();
        var person = AddAccount(db, firstName, lastName);
        var membership = new ProviderMembership
        {
            ProviderId = provider,
            Id = NewId(),
            AdministratorId = person.Id,
            Email = person.Email,
            FirstName = firstName,
            LastName = lastName,
            Role = role,
            AllOrganizations = organizations is null or [],
            InvitedAt = Clock.GetUtcNow(),
            AcceptedAt = Clock.GetUtcNow(),
        };
        db.Add(membership);
        db.AddRange(
            (organizations ?? []).Select(o => new OrganizationAccess
            {
                ProviderId = provider,
                MembershipId = membership.Id,
                OrganizationId = o,
            })
        );
        db.SaveChanges();
        return new Person(this, person.Id, person.FullName, person.Email, membership.Id);
    }

    /// <summary>Adds a customer's own administrator of one organization.</summary>
    public Person AddOrganizationAdministrator(ObjectId organization, string firstName, string lastName, Role role = Role.Administrator)
    {
        using var db = Credentials();
        var person = AddAccount(db, firstName, lastName);
        var membership = new OrganizationMembership
        {
            OrganizationId = organization,
            Id = NewId(),
            AdministratorId = person.Id,
            Email = person.Email,
            FirstName = firstName,
            LastName = lastName,
            Role = role,
            InvitedAt = Clock.GetUtcNow(),
            AcceptedAt = Clock.GetUtcNow(),
        };
        db.Add(membership);
        db.SaveChanges();
        return new Person(this, person.Id, person.FullName, person.Email, membership.Id);
    }

    /// <summary>Makes a key of the provider, as its administrator would; with organizations given, only those are its own.</summary>
    public async Task<string> AddProviderKeyAsync(Role role, params ObjectId[] organizations)
    {
        var request = new AddProviderApiKey.Request
        {
            Name = $"Key of a {role}",
            Role = role,
            AllOrganizations = organizations is [],
            Organizations = organizations,
        };
        return (await Anna.Does<AddProviderApiKey>().RunAsync(request)).Require().Key!;
    }

    /// <summary>Gives someone a key of his own.</summary>
    public string AddKeyOf(Person person, DateTimeOffset? expiresAt = null, string networks = "")
    {
        using var db = Credentials();
        var text = ApiKeyText.Create(ApiKeyOwner.Administrator);
        db.Add(
            new AdministratorApiKey
            {
                Id = NewId(),
                AdministratorId = person.Id,
                KeyHash = text.Hash,
                Start = text.Start,
                Name = $"Key of {person.Name}",
                AllowedNetworks = networks,
                CreatedAt = Clock.GetUtcNow(),
                ExpiresAt = expiresAt,
            }
        );
        db.SaveChanges();
        return text.Text;
    }

    /// <summary>A scope of that kind over Northwind IT, made by the gate as for anyone.</summary>
    public async Task<OrganizationScope> ScopeOfAsync(ScopeKind kind, ObjectId organization = default)
    {
        await using var credentials = Credentials();
        var gate = new OrganizationScope.Gate(credentials);
        if (kind is ScopeKind.Organization)
        {
            var job = new Actor.Job("test", Northwind, organization);
            return (await gate.AdmitToOrganizationAsync(job, organization, Permission.View, default)).Require();
        }

        var person =
            kind is ScopeKind.Provider ? Anna : AddTechnician(Northwind, "Chosen", NewId().ToString(), Role.Administrator, organization);
        var actor = new Actor.Administrator(person.Id, SessionId: null, person.Name, person.Email);
        return (await gate.AdmitToProviderAsync(actor, Permission.View, default)).Require();
    }

    /// <summary>The operation as someone would run it who has not signed in.</summary>
    public TOperation Anonymously<TOperation>()
        where TOperation : notnull => services.CreateScope().ServiceProvider.GetRequiredService<TOperation>();

    public CredentialDb Credentials() => services.GetRequiredService<Store>().OpenCredentials();

    public void Dispose()
    {
        services.Dispose();
        if (database is not null)
        {
            PostgresServer.Drop(database);
        }

        Directory.Delete(folder, recursive: true);
    }

    private Administrator AddAccount(CredentialDb db, string firstName, string lastName)
    {
        var account = new Administrator
        {
            Id = NewId(),
            Email = $"{firstName}.{lastName}@example.com".ToLowerInvariant(),
            FirstName = firstName,
            LastName = lastName,
            PasswordHash = "no password: signs in only in tests of signing in",
            PasswordChangedAt = Clock.GetUtcNow(),
            CreatedAt = Clock.GetUtcNow(),
        };
        db.Add(account);
        return account;
    }

    /// <summary>An RSA key costs half a second: made once for all tests.</summary>
    private static string MakeKeyCertificate()
    {
        var template = TemplateFolder();
        new ServiceCollection().AddKeyRing(new PorticoOptions { DataDirectory = template });
        return Path.Combine(template, "keys.pfx");
    }

    private static string TemplateFolder()
    {
        var template = Directory.CreateTempSubdirectory("portico-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(template, recursive: true);
        return template;
    }

    private static string MakeSqliteTemplate()
    {
        var template = TemplateFolder();
        using var store = new Store(null, template);
        new StoreSchema(store).MigrateAsync(null).GetAwaiter().GetResult();
        MakeFirstKey(store);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Path.Combine(template, "portico.db");
    }

    /// <summary>What a server does when it starts: with SQLite's one writer, a key cannot be made while an operation runs.</summary>
    private static void MakeFirstKey(Store store)
    {
        var collection = new ServiceCollection().AddLogging().AddSingleton(store).AddSingleton(TimeProvider.System);
        collection.AddKeyRing(new PorticoOptions { DataDirectory = Path.GetDirectoryName(KeyCertificate.Value)! });
        using var provider = collection.BuildServiceProvider();
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect([1]);
    }
}
