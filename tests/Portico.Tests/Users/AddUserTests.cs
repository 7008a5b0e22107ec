using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.Tests.Users;

public sealed class AddUserTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private const string Password = "quiet-Harbour-47";

    private TestPortal Portal => directory.Portal;

    [Fact]
    public async Task Keeps_all_attributes_tidy_and_tells_them_in_the_event()
    {
        var boss = await directory.AddAsync(directory.NewName("boss"));

        var id = await directory.AddAsync(
            "Zoë.Müller",
            u =>
            {
                (u.Email, u.AlternateEmail) = (" Zoe@Acme.Example ", "Zoe@Home.Example");
                (u.FirstName, u.MiddleName, u.LastName, u.DisplayName) = (" Zoë ", "Ann", "Müller", "Zoë M.");
                (u.Description, u.Company, u.Department, u.CostCenter) = ("Night shift", "Acme", "Research", "4711");
                (u.JobTitle, u.EmployeeType, u.EmployeeIdentifier, u.Location) = ("Chemist", "Full time", "E-1", "Wien");
                u.ManagerId = boss;
                u.WorkAddress = new() { Street = " Ring 1 ", City = "Wien" };
                u.HomeAddress = new() { Street = " " };
                u.PhoneNumbers = [new() { Kind = "Work", Number = "+43 1 234567" }];
                u.CustomAttributes = [new() { Name = "badge", Value = "17" }];
                u.SshKeys = [new() { Name = "laptop", PublicKey = Key }];
                (u.SudoEnabled, u.SudoWithoutPassword, u.RequiresMfa) = (true, true, true);
            }
        );

        var user = await directory.GetAsync(id);
        Assert.Equal(("zoë.müller", "zoe@acme.example", "zoe@home.example"), (user.Username, user.Email, user.AlternateEmail));
        Assert.Equal(
            ("Zoë", "Ann", "Müller", "Zoë M.", "Zoë M."),
            (user.FirstName, user.MiddleName, user.LastName, user.DisplayName, user.FullName)
        );
        Assert.Equal(("Night shift", "Acme", "Research", "4711"), (user.Description, user.Company, user.Department, user.CostCenter));
        Assert.Equal(("Chemist", "Full time", "E-1", "Wien"), (user.JobTitle, user.EmployeeType, user.EmployeeIdentifier, user.Location));
        Assert.Equal((boss, (await directory.GetAsync(boss)).FullName), (user.ManagerId!.Value, user.ManagerName));
        Assert.Equal(("Ring 1, Wien", null), (user.WorkAddress?.ToString(), user.HomeAddress));
        Assert.Equal(
            ("Work +43 1 234567", "badge: 17", "laptop"),
            (user.PhoneNumbers[0].ToString(), user.CustomAttributes[0].ToString(), user.SshKeys[0].ToString())
        );
        Assert.Equal((true, true, true), (user.SudoEnabled, user.SudoWithoutPassword, user.RequiresMfa));
        Assert.Equal((UserState.Activated, PasswordStatus.Pending, UserMfaStatus.Missing), (user.State, user.PasswordStatus, user.Mfa));

        var happened = (await directory.EventsOfAsync(id)).Single();
        Assert.Equal(("user-added", "Added the user zoë.müller"), (happened.Type, happened.Summary));
        Assert.Contains(happened.Changes, c => c is { Field: "Work address", New: "Ring 1, Wien" });
        Assert.Contains(happened.Changes, c => c is { Field: "SSH keys", New: "laptop" });
        Assert.DoesNotContain(happened.Changes, c => c.Field.Contains("key", StringComparison.Ordinal) && c.Field is not "SSH keys");
    }

    [Fact]
    public async Task Numbers_go_up_from_5000_and_on_above_a_chosen_one()
    {
        var first = await directory.GetAsync(await directory.AddAsync(directory.NewName("posix")));
        var second = await directory.GetAsync(await directory.AddAsync(directory.NewName("posix")));
        var chosen = await directory.GetAsync(await directory.AddAsync(directory.NewName("posix"), u => u.Uid = second.Uid + 100));
        var next = await directory.GetAsync(await directory.AddAsync(directory.NewName("posix")));

        Assert.True(first.Uid >= 5_000);
        Assert.Equal((first.Uid + 1, second.Uid), (second.Uid, second.Gid));
        Assert.Equal((second.Uid + 100, second.Uid + 101), (chosen.Uid, next.Uid));
        Assert.IsType<UidTaken>(await RefusedAsync(u => u.Uid = chosen.Uid));
        // Another organization counts for itself.
        var elsewhere = await directory.AddAsync(directory.NewName("posix"), u => u.Uid = chosen.Uid, directory.Bolt);
        Assert.NotEqual(default, elsewhere);
    }

    [Fact]
    public async Task What_another_one_has_is_refused_all_at_once_and_only_within_the_organization()
    {
        var name = directory.NewName("taken");
        await directory.AddAsync(name, u => u.EmployeeIdentifier = name);
        await directory.AddAsync(name, organization: directory.Bolt);

        var refused = await Add(u =>
            (u.Username, u.Email, u.EmployeeIdentifier, u.ManagerId) = (
                name.ToUpperInvariant(),
                $"{name}@ACME.example",
                name,
                Portal.NewId()
            )
        );

        Assert.Equal(
            [
                "username-taken Username",
                "user-email-taken Email",
                "employee-identifier-taken EmployeeIdentifier",
                "unknown-manager ManagerId",
            ],
            refused.Problems.Select(p => $"{p.Code} {p.Field}")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData(".dot")]
    [InlineData("with blank")]
    [InlineData("semi;colon")]
    [InlineData("new\nline")]
    [InlineData("‮gnp")]
    [InlineData("x'or'1'='1")]
    public async Task A_username_that_is_none_is_refused(string username) =>
        Assert.Equal(["Username"], (await Add(u => u.Username = username)).Problems.Select(p => p.Field).Distinct(StringComparer.Ordinal));

    [Fact]
    public async Task Bounds_hold_for_every_attribute()
    {
        var refused = await Add(u =>
        {
            u.Email = "no address";
            u.FirstName = new string('x', 101);
            u.PhoneNumbers = [new() { Kind = "Work", Number = "call me" }];
            u.SshKeys = [new() { Name = "mine", PublicKey = Key.Replace("ssh-ed25519", "ssh-rsa", StringComparison.Ordinal) }];
            u.CustomAttributes = [.. Enumerable.Range(0, 51).Select(i => new CustomAttributeValue { Name = $"a{i}", Value = "v" })];
            u.WorkAddress = new() { City = new string('x', 201) };
            u.Uid = 0;
        });

        Assert.Equal(
            ["CustomAttributes", "Email", "FirstName", "PhoneNumbers[0].Number", "SshKeys[0].PublicKey", "Uid", "WorkAddress.City"],
            refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal)
        );
        Assert.IsType<AttributeNamedTwice>(
            await RefusedAsync(u => u.CustomAttributes = [new() { Name = "Badge", Value = "1" }, new() { Name = "badge", Value = "2" }])
        );
    }

    [Fact]
    public async Task Without_a_password_the_activation_mail_goes_to_the_alternate_address_or_the_one_for_this_once()
    {
        var (first, second, third) = (directory.NewName("mail"), directory.NewName("mail"), directory.NewName("mail"));
        var id = await directory.AddAsync(first);
        await directory.AddAsync(second, u => u.AlternateEmail = $"{second}@home.example");
        await directory.AddAsync(third, u => (u.AlternateEmail, u.SendTo) = ($"{third}@home.example", $"{third}@once.example"));

        var mail = Portal.MailsTo($"{first}@acme.example").Single();
        Assert.Equal("Activate your account at Acme", mail.Subject);
        Assert.Contains($"/o/{directory.Acme}/activate/", mail.TextBody, StringComparison.Ordinal);
        Assert.Single(Portal.MailsTo($"{second}@home.example"));
        Assert.Single(Portal.MailsTo($"{third}@once.example"));
        Assert.Empty(Portal.MailsTo($"{third}@home.example"));
        await using var inside = await Portal.InsideAsync(directory.Acme);
        var link = await inside.Db.Set<UserLink>().SingleAsync(l => l.UserId == id);
        Assert.Equal((UserLinkPurpose.Activation, Portal.Clock.GetUtcNow().AddDays(7)), (link.Purpose, link.ExpiresAt));
    }

    [Fact]
    public async Task With_a_password_the_welcome_mail_does_not_hold_it_and_it_must_be_replaced()
    {
        var name = directory.NewName("welcome");
        var id = await directory.AddAsync(name, u => u.Password = Password);
        var mine = await directory.AddAsync(directory.NewName("welcome"), u => (u.Password, u.MustChangePassword) = (Password, false));

        var mail = Portal.MailsTo($"{name}@acme.example").Single();
        Assert.Equal("Your account at Acme", mail.Subject);
        Assert.DoesNotContain(Password, mail.ToString(), StringComparison.Ordinal);
        Assert.Equal(PasswordStatus.Expired, (await directory.GetAsync(id)).PasswordStatus);
        Assert.Equal(
            (PasswordStatus.Active, true),
            ((await directory.GetAsync(mine)).PasswordStatus, (await directory.GetAsync(mine)).PasswordMeetsRequirements)
        );
        Assert.StartsWith("$argon2id$", (await directory.StoredAsync(id)).PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Password,
            string.Concat((await directory.EventsOfAsync(id)).Select(e => e.ChangesJson)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_password_that_breaks_the_requirements_is_refused_with_every_rule()
    {
        var name = directory.NewName("weak");
        var refused = await Add(u => (u.Username, u.Password) = (name, name));

        Assert.Equal(
            ["password-too-short", "password-needs-upper-case", "password-is-username", "password-common"],
            refused.Problems.Select(p => p.Code)
        );
        Assert.All(refused.Problems, p => Assert.Equal("Password", p.Field));
    }

    [Fact]
    public async Task A_hash_of_another_system_is_taken_and_one_of_no_known_form_is_not()
    {
        var id = await directory.AddAsync(
            directory.NewName("hash"),
            u => u.PasswordHash = "$2b$04$abcdefghijklmnopqrstuu5Lrp4sDYQJIVkSqDWhXZaTbHnZbJGfe"
        );

        var user = await directory.GetAsync(id);
        Assert.Equal((PasswordStatus.Active, null), (user.PasswordStatus, user.PasswordMeetsRequirements));
        Assert.Equal("PasswordHash", (await RefusedAsync(u => u.PasswordHash = "$1$salt$hash")).Field);
        Assert.IsType<PasswordGivenTwice>(await RefusedAsync(u => (u.Password, u.PasswordHash) = (Password, "$2b$04$x")));
    }

    [Fact]
    public async Task A_staged_user_is_not_written_to_and_the_settings_decide_the_state()
    {
        var name = directory.NewName("staged");
        await directory.AddAsync(name, u => u.State = UserState.Staged);
        Assert.Empty(Portal.MailsTo($"{name}@acme.example"));

        await using (var inside = await Portal.InsideAsync(directory.Bolt))
        {
            Assert.Empty(inside.Db.Set<DirectorySettings>());
        }
    }

    [Fact]
    public async Task Only_who_manages_the_directory_adds_users()
    {
        var helper = Portal.AddTechnician(Portal.Northwind, "Hugo", directory.NewName("Helper"), Role.HelpDesk);

        Assert.IsType<RoleTooWeak>(
            (await helper.Does<AddUser>().RunAsync(directory.Acme, new() { Username = "x", Email = "x@x.example" })).Problem
        );
    }

    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0bkCwK2XzG3lCqvZp8sNnP3PnQ7kMzC1mT0uQJmJ5b zoe@laptop";

    private async Task<Outcome<AddUser.Result>> Add(Action<AddUser.Request> with)
    {
        var name = directory.NewName("user");
        var request = new AddUser.Request { Username = name, Email = $"{name}@acme.example" };
        with(request);
        return await Portal.Anna.Does<AddUser>().RunAsync(directory.Acme, request);
    }

    private async Task<Problem> RefusedAsync(Action<AddUser.Request> with) => Assert.Single((await Add(with)).Problems);
}
