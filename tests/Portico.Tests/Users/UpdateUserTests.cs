using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

public sealed class UpdateUserTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private TestPortal Portal => directory.Portal;

    [Fact]
    public async Task Changes_what_it_says_and_tells_it()
    {
        var id = await directory.AddAsync(directory.NewName("ann"), u => (u.FirstName, u.Department) = ("Ann", "Sales"));
        var user = await directory.GetAsync(id);

        (
            await UpdateAsync(
                user,
                u => (u.LastName, u.Department, u.PhoneNumbers) = (" Berg ", null, [new() { Kind = "Work", Number = "17" }])
            )
        ).Require();

        var after = await directory.GetAsync(id);
        Assert.Equal(
            ("Ann", "Berg", null, "Work 17"),
            (after.FirstName, after.LastName, after.Department, after.PhoneNumbers[0].ToString())
        );
        Assert.Equal(user.Version + 1, after.Version);
        var happened = (await directory.EventsOfAsync(id)).Single(e => e.Type is "user-updated");
        Assert.Equal(
            ["Department: Sales → ", "Last name:  → Berg", "Phone numbers:  → Work 17"],
            happened.Changes.Select(c => $"{c.Field}: {c.Old} → {c.New}").Order(StringComparer.Ordinal)
        );
        // Found by the new words, and by none of the old.
        Assert.Contains((await FindAsync("berg")).Results, u => u.Id == id);
    }

    [Fact]
    public async Task Nothing_changed_is_no_event()
    {
        var id = await directory.AddAsync(directory.NewName("bob"), u => u.JobTitle = "Smith");
        var user = await directory.GetAsync(id);

        (await UpdateAsync(user, u => u.JobTitle = " Smith ")).Require();

        Assert.Single(await directory.EventsOfAsync(id));
        Assert.Equal(user.Version, (await directory.GetAsync(id)).Version);
    }

    [Fact]
    public async Task Keeps_what_another_one_has_apart()
    {
        var (first, second) = (directory.NewName("cid"), directory.NewName("dov"));
        await directory.AddAsync(first, u => u.EmployeeIdentifier = first);
        var id = await directory.AddAsync(second);
        var user = await directory.GetAsync(id);

        var taken = await UpdateAsync(user, u => (u.Email, u.EmployeeIdentifier) = ($"{first}@ACME.example", first));
        Assert.Equal<Problem>([new UserEmailTaken($"{first}@acme.example"), new EmployeeIdentifierTaken(first)], taken.Problems);
        Assert.IsType<ManagesHimself>((await UpdateAsync(user, u => u.ManagerId = id)).Problem);
        var stranger = await directory.AddAsync(directory.NewName("eve"), organization: directory.Bolt);
        Assert.IsType<UnknownManager>((await UpdateAsync(user, u => u.ManagerId = stranger)).Problem);
        Assert.IsType<AttributeNamedTwice>(
            (
                await UpdateAsync(
                    user,
                    u => u.CustomAttributes = [new() { Name = "badge", Value = "1" }, new() { Name = "Badge", Value = "2" }]
                )
            ).Problem
        );
        var wrong = await UpdateAsync(user, u => u.PhoneNumbers = [new() { Kind = "Work", Number = "none" }]);
        Assert.Equal("PhoneNumbers[0].Number", wrong.Problem?.Field);
        Assert.Single(await directory.EventsOfAsync(id));
    }

    [Fact]
    public async Task Does_not_undo_what_someone_else_changed()
    {
        var user = await directory.GetAsync(await directory.AddAsync(directory.NewName("fin")));
        (await UpdateAsync(user, u => u.JobTitle = "First")).Require();

        Assert.IsType<ChangedMeanwhile>((await UpdateAsync(user, u => u.JobTitle = "Second")).Problem);
        Assert.Equal("First", (await directory.GetAsync(user.Id)).JobTitle);
    }

    [Fact]
    public async Task A_username_is_changed_on_its_own_and_found_by_the_new_one()
    {
        var (old, now, other) = (directory.NewName("gus"), directory.NewName("gustav"), directory.NewName("hal"));
        var id = await directory.AddAsync(old);
        await directory.AddAsync(other);
        var rename = Portal.Anna.Does<RenameUser>();

        Assert.Equal(new UsernameTaken(other), (await rename.RunAsync(directory.Acme, new() { Id = id, Username = other })).Problem);
        Assert.IsType<InvalidField>((await rename.RunAsync(directory.Acme, new() { Id = id, Username = "a b" })).Problem);
        Assert.IsType<ChangedMeanwhile>(
            (
                await rename.RunAsync(
                    directory.Acme,
                    new()
                    {
                        Id = id,
                        Username = now,
                        Version = 99,
                    }
                )
            ).Problem
        );
        (await rename.RunAsync(directory.Acme, new() { Id = id, Username = $" {now.ToUpperInvariant()} " })).Require();

        Assert.Equal(now, (await directory.GetAsync(id)).Username);
        Assert.Contains(
            await directory.EventsOfAsync(id),
            e => e.Summary.Equals($"Renamed the user {old} to {now}", StringComparison.Ordinal)
        );
        Assert.Equal(id, Assert.Single((await FindAsync(now)).Results).Id);
        Assert.IsType<NoSuchUser>((await rename.RunAsync(directory.Bolt, new() { Id = id, Username = "x" })).Problem);
    }

    private async Task<ListUsers.Result> FindAsync(string word) =>
        (await Portal.Anna.Does<ListUsers>().RunAsync(directory.Acme, new() { Search = word })).Require();

    private Task<Outcome<Done>> UpdateAsync(GetUser.Result user, Action<UpdateUser.Request> change)
    {
        var request = UpdateUser.Request.Of(user);
        change(request);
        return Portal.Anna.Does<UpdateUser>().RunAsync(directory.Acme, request);
    }
}
