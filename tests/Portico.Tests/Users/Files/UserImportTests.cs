using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Files;

namespace Portico.Tests.Users.Files;

public sealed class UserImportTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private TestPortal Portal => directory.Portal;

    /// <summary>The work is done by the server's own pump, which a test lets do one piece.</summary>
    private UserImportPump Pump =>
        new(
            Portal.Services.GetRequiredService<WorkQueue>(),
            Portal.Services.GetRequiredService<IServiceScopeFactory>(),
            Portal.Clock,
            NullLogger<UserImportPump>.Instance
        );

    [Fact]
    public async Task Five_thousand_rows_with_37_bad_ones_are_checked_then_taken_in_without_those()
    {
        var organization = (await Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = directory.NewName("Large") }))
            .Require()
            .Id;
        var file = LargeImport.File();

        var import = await UploadAsync(file, organization);
        Assert.Equal(
            ["username", "email", "firstName", "lastName", "department", "employeeIdentifier", "manager"],
            import.Columns.Select(c => c.Target)
        );
        await MapAsync(import, organization);
        await Pump.WorkOnNextAsync(default);

        var check = await GetAsync(import.Id, organization);
        Assert.Equal(LargeImport.Bad, await ProblemsAsync(import.Id, organization));
        Assert.Equal((ImportStage.Checked, 5_000, 4_963, 37), (check.Stage, check.RowsLookedAt, check.Added, check.Refused));
        Assert.Equal(20, check.Samples.Count);
        Assert.Equal(0, await CountAsync(organization));

        (await Portal.Anna.Does<ConfirmUserImport>().RunAsync(organization, new() { Id = import.Id })).Require();
        await Pump.WorkOnNextAsync(default);

        var done = await GetAsync(import.Id, organization);
        Assert.Equal((ImportStage.Done, 4_963, 37), (done.Stage, done.Added, done.Refused));
        Assert.Equal(4_963, await CountAsync(organization));
        Assert.Equal(LargeImport.Bad, await ProblemsAsync(import.Id, organization));
        await using var inside = await Portal.InsideAsync(organization);
        Assert.Equal(4_963, await inside.Db.Set<User>().CountAsync());
        Assert.Equal(4_963, await inside.Db.Set<User>().Select(u => u.Uid).Distinct().CountAsync());
        Assert.Empty(inside.Db.Set<UserImportFile>());
        var boss = await inside.Db.Set<User>().SingleAsync(u => u.Username == "user4999");
        Assert.Equal(boss.Id, (await inside.Db.Set<User>().SingleAsync(u => u.Username == "user17")).ManagerId);
        Assert.All(inside.Db.Set<User>().Where(u => u.Id != boss.Id).Take(10), u => Assert.Equal(UserState.Staged, u.State));
    }

    [Fact]
    public async Task Users_who_are_there_are_changed_only_when_that_is_asked_for_and_only_where_cells_say_so()
    {
        var name = directory.NewName("there");
        var id = await directory.AddAsync(name, u => (u.FirstName, u.Department, u.Company) = ("Tom", "Sales", "Acme"));
        var file = $"username,email,first name,department,company\n{name},{name}@acme.example,Tom,Research,\n";

        var refused = await RunAsync(file);
        Assert.Equal((0, 0, 1), (refused.Added, refused.Changed, refused.Refused));
        Assert.Equal("Sales", (await directory.GetAsync(id)).Department);

        var changed = await RunAsync(file, m => m.UpdatesExisting = true);
        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Refused));
        Assert.Equal(("Research", "Acme"), ((await directory.GetAsync(id)).Department, (await directory.GetAsync(id)).Company));
        Assert.Equal(1, (await RunAsync(file, m => m.UpdatesExisting = true)).Unchanged);

        await RunAsync(file, m => (m.UpdatesExisting, m.ClearsEmpty) = (true, true));
        Assert.Null((await directory.GetAsync(id)).Company);
        var happened = (await directory.EventsOfAsync(id)).First(e => e.Type is "user-updated");
        Assert.Equal(("Portico", "Import by Anna Admin"), (happened.ActorSide.ToString(), happened.ActorName));
    }

    [Fact]
    public async Task A_row_is_refused_as_a_whole_with_every_reason_by_its_column()
    {
        var (one, two) = (directory.NewName("row"), directory.NewName("row"));
        var result = await RunAsync(
            $"""
            username,email,state,uid,password,phone:Work
            {one},nowhere,asleep,many,short,call me
            {two},{two}@acme.example,activated,,quiet-Harbour-47,+43 1 23
            """
        );

        Assert.Equal((1, 1), (result.Added, result.Refused));
        var problems = await ProblemsAsync(result.Id, directory.Acme);
        Assert.Equal(
            ["email", "password", "password", "password", "password", "phone:Work", "state", "uid"],
            problems.Select(p => p.Split('|')[1]).Order(StringComparer.Ordinal)
        );
        var user = (await Portal.Anna.Does<ListUsers>().RunAsync(directory.Acme, new() { Username = two })).Require().Results.Single();
        Assert.Equal((UserState.Activated, PasswordStatus.Expired), (user.State, user.PasswordStatus));
        Assert.Empty(Portal.MailsTo($"{two}@acme.example"));
    }

    [Fact]
    public async Task An_import_that_was_interrupted_goes_on_and_takes_no_row_in_twice()
    {
        var name = directory.NewName("cut");
        var file = "username,email\n" + string.Concat(Enumerable.Range(0, 450).Select(i => $"{name}-{i},{name}-{i}@acme.example\n"));
        var import = await UploadAsync(file, directory.Acme);
        await MapAsync(import, directory.Acme);
        await Pump.WorkOnNextAsync(default);
        (await Portal.Anna.Does<ConfirmUserImport>().RunAsync(directory.Acme, new() { Id = import.Id })).Require();

        // The server stops after the first rows were taken in.
        var rows = UserFile.Read(file).Rows.Skip(1).Take(UserImportPump.RowsAtOnce).ToList();
        var part = new ImportUserRows.Request
        {
            Id = import.Id,
            First = 0,
            Rows = rows,
        };
        (await Portal.Anna.Does<ImportUserRows>().RunAsync(directory.Acme, part)).Require();
        Assert.Equal(UserImportPump.RowsAtOnce, (await GetAsync(import.Id, directory.Acme)).RowsLookedAt);
        (await Portal.Anna.Does<ImportUserRows>().RunAsync(directory.Acme, part)).Require();
        Assert.Equal(UserImportPump.RowsAtOnce, (await GetAsync(import.Id, directory.Acme)).RowsLookedAt);

        Assert.False(await Pump.WorkOnNextAsync(default));
        Portal.Clock.Advance(UserImportPump.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await Pump.WorkOnNextAsync(default));

        var done = await GetAsync(import.Id, directory.Acme);
        Assert.Equal((ImportStage.Done, 450, 0), (done.Stage, done.Added, done.Refused));
    }

    [Theory]
    [InlineData("email\na@b.example\n", "", "username")]
    [InlineData("username,email\na,b\n", "username,username", "Two columns")]
    [InlineData("username,email\na,b\n", "username", "2 columns")]
    [InlineData("username,email\na,b\n", "username,shoeSize", "no attribute")]
    [InlineData("username,a,b\na,b,c\n", "username,password,passwordHash", "not both")]
    public async Task Columns_that_cannot_be_matched_so_are_refused(string file, string columns, string words)
    {
        var import = await UploadAsync(file, directory.Acme);

        var refused = await Portal
            .Anna.Does<SetUserImportMapping>()
            .RunAsync(directory.Acme, new() { Id = import.Id, Columns = columns.Split(',') });

        Assert.Contains(words, refused.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_CSV_is_refused_by_the_file()
    {
        var refused = await Portal.Anna.Does<StartUserImport>().RunAsync(directory.Acme, new() { File = Upload("PK\u0003\u0004\0\0") });

        Assert.Equal(("unreadable-file", "File"), (refused.Problem?.Code, refused.Problem?.Field));
    }

    [Fact]
    public async Task Passwords_in_a_file_are_kept_sealed_and_go_when_it_is_over()
    {
        var import = await UploadAsync("username,email,password\nsec,sec@acme.example,quiet-Harbour-47\n", directory.Acme);
        await using (var inside = await Portal.InsideAsync(directory.Acme))
        {
            var stored = Encoding.Latin1.GetString(
                (await inside.Db.Set<UserImportFile>().SingleAsync(f => f.ImportId == import.Id)).SealedText
            );
            Assert.DoesNotContain("quiet-Harbour-47", stored, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            "quiet",
            string.Concat((await GetAsync(import.Id, directory.Acme)).Columns.Select(c => c.Example)),
            StringComparison.Ordinal
        );
        (await Portal.Anna.Does<EndUserImport>().RunAsync(directory.Acme, new() { Id = import.Id })).Require();
        await using var after = await Portal.InsideAsync(directory.Acme);
        Assert.False(await after.Db.Set<UserImportFile>().AnyAsync(f => f.ImportId == import.Id));
        Assert.IsType<ImportElsewhere>(
            (await Portal.Anna.Does<ConfirmUserImport>().RunAsync(directory.Acme, new() { Id = import.Id })).Problem
        );
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_and_changes_nothing()
    {
        var organization = (await Portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = directory.NewName("Round") }))
            .Require()
            .Id;
        var boss = await directory.AddAsync("boss", u => (u.FirstName, u.WorkAddress) = ("=cmd()", new() { City = "Graz" }), organization);
        await directory.AddAsync("worker", u => (u.ManagerId, u.Department, u.Description) = (boss, "R, D", "two \"words\""), organization);
        var begun = (await Portal.Anna.Does<ExportUsers>().RunAsync(organization, Nothing.Instance)).Require();
        var lines = (await Portal.Anna.Does<ListExportedUsers>().RunAsync(organization, new())).Require();
        Assert.Equal((2, null), (begun.Users, lines.After));
        Assert.DoesNotContain(lines.Lines, l => l.Contains("argon2", StringComparison.Ordinal));

        var import = await UploadAsync(begun.Header + string.Concat(lines.Lines), organization);
        await MapAsync(import, organization, m => m.UpdatesExisting = true);
        await Pump.WorkOnNextAsync(default);

        var check = await GetAsync(import.Id, organization);
        Assert.Equal((0, 0, 2, 0), (check.Added, check.Changed, check.Unchanged, check.Refused));
    }

    private async Task<UserImportView> RunAsync(string file, Action<SetUserImportMapping.Request>? with = null)
    {
        var import = await UploadAsync(file, directory.Acme);
        await MapAsync(import, directory.Acme, with);
        await Pump.WorkOnNextAsync(default);
        await Portal.Anna.Does<ConfirmUserImport>().RunAsync(directory.Acme, new() { Id = import.Id });
        await Pump.WorkOnNextAsync(default);
        return await GetAsync(import.Id, directory.Acme);
    }

    private async Task<UserImportView> UploadAsync(string text, ObjectId organization)
    {
        var started = (await Portal.Anna.Does<StartUserImport>().RunAsync(organization, new() { File = Upload(text) })).Require();
        return await GetAsync(started.Id, organization);
    }

    private static FormFile Upload(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new FormFile(new MemoryStream(bytes), 0, bytes.Length, "File", "people.csv");
    }

    private async Task MapAsync(UserImportView import, ObjectId organization, Action<SetUserImportMapping.Request>? with = null)
    {
        var mapping = new SetUserImportMapping.Request { Id = import.Id, Columns = [.. import.Columns.Select(c => c.Target ?? "")] };
        with?.Invoke(mapping);
        (await Portal.Anna.Does<SetUserImportMapping>().RunAsync(organization, mapping)).Require();
    }

    private async Task<UserImportView> GetAsync(ObjectId id, ObjectId organization) =>
        (await Portal.Anna.Does<GetUserImport>().RunAsync(organization, new() { Id = id })).Require();

    private async Task<IReadOnlyList<string>> ProblemsAsync(ObjectId id, ObjectId organization)
    {
        var problems = (await Portal.Anna.Does<ListUserImportProblems>().RunAsync(organization, new() { Id = id, Limit = 100 })).Require();
        return [.. problems.Results.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Number}|{p.Column}|{p.Reason}"))];
    }

    private async Task<int> CountAsync(ObjectId organization) =>
        (await Portal.Anna.Does<GetManagedOrganization>().RunAsync(organization, Nothing.Instance)).Require().Users;
}
