using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users.Actions;
using Portico.Users.Credentials;
using Portico.Users.Passwords;

namespace Portico.Tests.Users.Actions;

/// <summary>Whoever helps users gets into no account with more rights than his own.</summary>
public sealed class UserReachTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private TestPortal Portal => directory.Portal;

    [Theory]
    [InlineData(Role.HelpDesk, Role.Administrator, false)]
    [InlineData(Role.HelpDesk, Role.Manager, false)]
    [InlineData(Role.HelpDesk, Role.HelpDesk, true)]
    [InlineData(Role.HelpDesk, Role.ReadOnly, true)]
    [InlineData(Role.Manager, Role.Administrator, false)]
    [InlineData(Role.Manager, Role.Manager, true)]
    [InlineData(Role.Administrator, Role.Administrator, true)]
    public async Task A_user_who_is_also_an_administrator_is_reset_by_those_of_as_many_rights(Role helper, Role other, bool isReached)
    {
        foreach (var isOfProvider in new[] { true, false })
        {
            var by = Portal.AddTechnician(Portal.Northwind, "Hal", directory.NewName("helper"), helper);
            var last = directory.NewName("Both");
            var admin = isOfProvider
                ? Portal.AddTechnician(Portal.Northwind, "Bea", last, other)
                : Portal.AddOrganizationAdministrator(directory.Acme, "Bea", last, other);
            var name = directory.NewName("bea");
            // Whether it is the user's own address or the other one.
            var id = await directory.AddAsync(
                name,
                u => (u.Email, u.Password) = (isOfProvider ? admin.Email : u.Email, "quiet-Harbour-47")
            );
            if (!isOfProvider)
            {
                await ChangeAsync(id, u => u.AlternateEmail = admin.Email);
            }

            await ChangeAsync(id, u => u.SealedTotpSecret = "sealed");
            var ids = new UserSelection { Ids = [id] };
            var expected = isReached ? null : "user-beyond-your-reach";

            Assert.Equal(expected, (await by.Does<ResetUserPasswords>().RunAsync(directory.Acme, ids)).Require().Results[0].Problem);
            Assert.Equal(expected, (await by.Does<ResetUserMfa>().RunAsync(directory.Acme, ids)).Require().Results[0].Problem);
            await ChangeAsync(id, u => u.PasswordHash = null);
            Assert.Equal(expected, (await by.Does<ResendUserActivations>().RunAsync(directory.Acme, ids)).Require().Results[0].Problem);
            var preview = await by.Does<GetUserActionPreview>()
                .RunAsync(directory.Acme, new() { Action = UserActionKind.SendActivation, Ids = [id] });
            Assert.Equal(isReached ? 1 : 0, preview.Require().Touched.Count);
            if (helper is Role.Manager)
            {
                var set = new SetUserPassword.Request { Id = id, Password = "quiet-Harbour-48" };
                Assert.Equal(
                    isReached,
                    (await by.Does<SetUserPassword>().RunAsync(directory.Acme, set)).Problem is not UserBeyondYourReach
                );
            }
        }
    }

    [Fact]
    public async Task A_help_desk_sends_no_link_to_an_address_of_its_own_choice()
    {
        var hal = Portal.AddTechnician(Portal.Northwind, "Hal", directory.NewName("helper"), Role.HelpDesk);
        var id = await directory.AddAsync(directory.NewName("cleo"));

        var sent = await hal.Does<SendUserActivation>().RunAsync(directory.Acme, new() { Id = id, To = "hal@example.com" });

        Assert.IsType<RoleTooWeak>(sent.Problem);
        Assert.Empty(Portal.MailsTo("hal@example.com"));
    }

    private async Task ChangeAsync(Portico.Platform.ObjectId id, Action<UserCredential> change)
    {
        await using var db = Portal.Credentials();
        change(await db.Set<UserCredential>().SingleAsync(u => u.Id == id));
        await db.SaveChangesAsync();
    }
}
