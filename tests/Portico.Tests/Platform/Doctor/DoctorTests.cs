using System.Runtime.Versioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Commands;
using Portico.Platform.Doctor;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Platform.Doctor;

public sealed class DoctorTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Finds_nothing_wrong_with_a_sound_installation()
    {
        await AddOrganizationWithUserAsync("Acme");

        var findings = await ExamineAsync();

        Assert.All(findings, f => Assert.True(f.Ok, f.Message));
        Assert.Equal(
            ["store", "row-security", "counters", "keys", "mail", "outbox", "address", "clock", "disk"],
            findings.Select(f => f.Check)
        );
    }

    [Fact]
    public async Task Finds_wrong_counters_and_writes_them_right_on_request()
    {
        var acme = await AddOrganizationWithUserAsync("Acme");
        await AddOrganizationWithUserAsync("Bolt");
        await InProviderAsync(db =>
            db.Set<OrganizationCounters>().Where(c => c.OrganizationId == acme).ExecuteUpdateAsync(set => set.SetProperty(c => c.Users, 7))
        );
        await InProviderAsync(db => db.Set<ProviderCounters>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Organizations, 5)));

        var wrong = (await ExamineAsync()).Where(f => !f.Ok).ToList();
        Assert.Equal(
            [
                $"{acme}: users says 7, counted 1.",
                $"{portal.Northwind}: organizations says 5, counted 2.",
                "2 counters are wrong. Run porticod doctor --repair.",
            ],
            wrong.Select(f => f.Message)
        );

        Assert.All(await ExamineAsync(repair: true), f => Assert.True(f.Ok, f.Message));
        Assert.All(await ExamineAsync(), f => Assert.True(f.Ok, f.Message));
        await InProviderAsync(async db =>
        {
            Assert.Equal(1, await db.Set<OrganizationCounters>().Where(c => c.OrganizationId == acme).Select(c => c.Users).SingleAsync());
            return 0;
        });
    }

    /// <summary>Users are added while it counts again and again: what is under way is never taken for an error.</summary>
    [Fact]
    public async Task A_server_at_work_is_no_error()
    {
        var acme = await AddOrganizationWithUserAsync("Acme");
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < 40; n++)
            {
                await AddUserAsync(acme, $"user{n}");
            }
        });
        var recount = portal.Services.GetRequiredService<CounterRecount>();
        while (!adding.IsCompleted)
        {
            Assert.Empty(await recount.RunAsync(repair: true, default));
        }

        await adding;
        Assert.Empty(await recount.RunAsync(repair: false, default));
    }

    [Fact]
    public async Task Finds_a_role_that_could_pass_by_the_row_policies()
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "Row security is PostgreSQL's.");
        await AsOwnerAsync("alter table account_event owner to portico_app");
        await AsOwnerAsync("alter table directory_user no force row level security");

        var wrong = (await ExamineAsync()).Where(f => !f.Ok).ToList();

        Assert.All(wrong, f => Assert.Equal("row-security", f.Check));
        Assert.Equal(2, wrong.Count);
        Assert.Contains("owns account_event,", wrong[0].Message, StringComparison.Ordinal);
        Assert.Contains("not in force on directory_user", wrong[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_schema_is_behind_and_leaves_the_rest_of_the_store_alone()
    {
        await using (var schema = portal.Services.GetRequiredService<StoreSchema>().Open(Owner))
        {
            await schema.Database.ExecuteSqlRawAsync("""delete from "__EFMigrationsHistory" """);
        }

        var findings = await ExamineAsync();

        Assert.Contains("Run porticod migrate", Assert.Single(findings, f => !f.Ok).Message, StringComparison.Ordinal);
        Assert.Equal(["store", "mail", "address", "disk"], findings.Select(f => f.Check));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Finds_a_key_certificate_that_others_may_read()
    {
        var keys = Path.Combine(portal.Folder, "keys.pfx");
        File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.Equal($"Others may read {keys}: chmod 600 {keys}", (await WrongAsync("keys")).Message);
    }

    [Fact]
    public async Task Finds_mails_that_wait_and_mails_that_were_given_up()
    {
        await QueueAsync(mail => mail.LastError = "the server refused the password.");
        await QueueAsync(mail => (mail.DueAt, mail.SealedMessage, mail.LastError) = (null, null, "no such mailbox."));
        portal.Clock.Advance(TimeSpan.FromMinutes(61));

        var wrong = (await ExamineAsync()).Where(f => !f.Ok).ToList();

        Assert.Equal(
            [
                "1 mail is waiting for more than an hour: the server refused the password.",
                "1 mail is given up in the last 7 days, the latest because: no such mailbox. Send those invitations again.",
            ],
            wrong.Select(f => f.Message)
        );
    }

    [Fact]
    public async Task Finds_a_clock_that_was_set_back()
    {
        await using (var db = portal.Credentials())
        {
            db.Add(
                new AccountEvent
                {
                    Id = portal.NewId(),
                    At = portal.Clock.GetUtcNow().AddHours(1),
                    Type = "signed-in",
                    Summary = "Signed in",
                }
            );
            await db.SaveChangesAsync();
        }

        Assert.Contains("Set the clock right", (await WrongAsync("clock")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_mail_folder_that_cannot_be_written()
    {
        await File.WriteAllTextAsync(Path.Combine(portal.Folder, "mail"), "a file where the folder should be");

        Assert.Contains("cannot be written", (await WrongAsync("mail")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_nothing_where_there_is_no_store()
    {
        var nowhere = Path.Combine(portal.Folder, "nowhere");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portico:DataDirectory"] = nowhere })
            .Build();

        Assert.Equal("store", DoctorCommand.Absent(configuration)!.Check);
        Assert.False(Directory.Exists(nowhere));
    }

    [Fact]
    public async Task Writes_lines_for_people_and_json_for_programs_and_answers_with_its_exit_code()
    {
        Finding[] findings = [new("store", Ok: true, "Fine."), new("clock", Ok: false, "Late.")];
        await using var lines = new StringWriter();
        await using var json = new StringWriter();

        Assert.Equal(1, await DoctorCommand.WriteAsync(findings, json: false, lines));
        Assert.Equal(0, await DoctorCommand.WriteAsync(findings[..1], json: true, json));
        Assert.Equal("OK    store        Fine.\nWRONG clock        Late.\n", lines.ToString());
        Assert.Equal("""[{"check":"store","ok":true,"message":"Fine."}]""" + "\n", json.ToString());
    }

    private string? Owner => portal.Database is { } database ? PostgresServer.Owner(database) : null;

    private async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair = false)
    {
        // PostgreSQL's clock is the machine's; the tests' stands in March.
        var findings = await portal.Services.GetRequiredService<Examination>().RunAsync(repair, default);
        return TestPortal.UsesPostgres
            ? [.. findings.Select(f => f.Message.Contains("on PostgreSQL's machine", StringComparison.Ordinal) ? f with { Ok = true } : f)]
            : findings;
    }

    private async Task<Finding> WrongAsync(string check) =>
        Assert.Single(await ExamineAsync(), f => !f.Ok && string.Equals(f.Check, check, StringComparison.Ordinal));

    private async Task<ObjectId> AddOrganizationWithUserAsync(string name)
    {
        var id = (await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;
        await AddUserAsync(id, "eve");
        return id;
    }

    private async Task AddUserAsync(ObjectId organization, string name) =>
        (await portal.Anna.Does<AddUser>().RunAsync(organization, new() { Username = name, Email = $"{name}@acme.example" })).Require();

    private async Task InProviderAsync(Func<PorticoDb, Task<int>> act)
    {
        var store = portal.Services.GetRequiredService<Store>();
        var scope = await portal.ScopeOfAsync(ScopeKind.Provider);
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: true, default);
        await act(db);
        await transaction.CommitAsync();
    }

    private async Task AsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.Super(portal.Database!));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task QueueAsync(Action<OutgoingMail> change)
    {
        await using var db = portal.Credentials();
        var mail = portal
            .Services.GetRequiredService<Outbox>()
            .Seal(portal.NewId(), Mail.SendMail.Message("x"), "test", portal.Clock.GetUtcNow());
        change(mail);
        db.Add(mail);
        await db.SaveChangesAsync();
    }
}
