using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;
using Portico.Users.Credentials;

namespace Portico.Tests.Users.Actions;

/// <summary>What is done to users, one or many: each has an outcome of his own.</summary>
public sealed class UserActionsTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private const string Password = "quiet-Harbour-47";

    private TestPortal Portal => directory.Portal;

    [Fact]
    public async Task Suspending_ends_every_session_and_what_was_planned()
    {
        var id = await directory.AddAsync(directory.NewName("ann"));
        await SignInAsync(id);
        var plan = new ScheduleUserState.Request
        {
            Id = id,
            State = UserState.Suspended,
            At = Portal.Clock.GetUtcNow().AddDays(9),
        };
        (await Portal.Anna.Does<ScheduleUserState>().RunAsync(directory.Acme, plan)).Require();

        var results = (await Portal.Anna.Does<SuspendUsers>().RunAsync(directory.Acme, new() { Ids = [id] })).Require();

        Assert.Equal((1, null), (results.Done, results.Results[0].Problem));
        var user = await directory.StoredAsync(id);
        Assert.Equal((UserState.Suspended, null, null), (user.State, user.ScheduledState, user.ScheduledStateAt));
        Assert.Equal(0, await SessionsOfAsync(id));
        Assert.Contains(
            await directory.EventsOfAsync(id),
            e => e.Type is "user-suspended" && e.Changes.Any(c => string.Equals(c.New, "suspended", StringComparison.OrdinalIgnoreCase))
        );
    }

    [Fact]
    public async Task What_stands_in_the_way_of_one_keeps_no_other_from_it()
    {
        var (ready, suspended) = (
            await directory.AddAsync(directory.NewName("bo")),
            await directory.AddAsync(directory.NewName("cy"), u => u.State = UserState.Suspended)
        );
        var stranger = await directory.AddAsync(directory.NewName("di"), organization: directory.Bolt);

        var results = (
            await Portal.Anna.Does<SuspendUsers>().RunAsync(directory.Acme, new() { Ids = [ready, suspended, stranger, ready] })
        ).Require();

        Assert.Equal([null, "already-suspended", "no-such-user"], results.Results.Select(r => r.Problem));
        Assert.Equal(1, results.Done);
        Assert.Null(results.Results[2].Name);
        Assert.Single(await directory.EventsOfAsync(ready), e => e.Type is "user-suspended");
    }

    [Fact]
    public async Task Two_on_the_same_users_in_two_orders_both_end()
    {
        var ids = new List<ObjectId>();
        for (var n = 0; n < 30; n++)
        {
            ids.Add(await directory.AddAsync(directory.NewName("two")));
        }

        for (var round = 0; round < 4; round++)
        {
            var both = await Task.WhenAll(
                Portal.Anna.Does<ResetUserMfa>().RunAsync(directory.Acme, new() { Ids = ids }),
                Portal.Anna.Does<ResetUserMfa>().RunAsync(directory.Acme, new() { Ids = [.. Enumerable.Reverse(ids)] })
            );

            Assert.Equal(ids, both[0].Require().Results.Select(r => r.Id));
            Assert.Equal(Enumerable.Reverse(ids), both[1].Require().Results.Select(r => r.Id));
        }
    }

    [Fact]
    public async Task Activating_mails_whoever_has_no_password()
    {
        var (pending, ready) = (directory.NewName("eli"), directory.NewName("flo"));
        var ids = new[]
        {
            await directory.AddAsync(pending, u => (u.State, u.AlternateEmail) = (UserState.Staged, $"{pending}@home.example")),
            await directory.AddAsync(ready, u => (u.State, u.Password) = (UserState.Suspended, Password)),
        };

        (await Portal.Anna.Does<RestoreUsers>().RunAsync(directory.Acme, new() { Ids = ids })).Require();

        Assert.Equal(
            "activate",
            Portal.MailsTo($"{pending}@home.example").Single().TextBody!.Split($"/o/{directory.Acme}/")[1].Split('/')[0]
        );
        Assert.Empty(Portal.MailsTo($"{ready}@acme.example"));
        Assert.Equal(UserState.Activated, (await directory.StoredAsync(ids[1])).State);
    }

    [Fact]
    public async Task Unlocking_forgets_the_wrong_passwords()
    {
        var id = await directory.AddAsync(directory.NewName("gil"), u => u.Password = Password);
        await ChangeAsync(id, u => (u.LockedAt, u.FailedSignIns) = (Portal.Clock.GetUtcNow(), 10));
        var unlock = Portal.Anna.Does<UnlockUsers>();

        Assert.Equal(1, (await unlock.RunAsync(directory.Acme, new() { Ids = [id] })).Require().Done);
        Assert.Equal("not-locked", (await unlock.RunAsync(directory.Acme, new() { Ids = [id] })).Require().Results[0].Problem);

        var user = await directory.StoredAsync(id);
        Assert.Equal((null, null, 0), (user.LockedAt, user.LockedUntil, user.FailedSignIns));
    }

    [Fact]
    public async Task A_password_is_reset_by_a_link_and_the_old_one_stays_till_then()
    {
        var (name, pending) = (directory.NewName("hal"), directory.NewName("ida"));
        var id = await directory.AddAsync(name, u => (u.Password, u.MustChangePassword, u.SendsMail) = (Password, false, false));
        var other = await directory.AddAsync(pending);
        var before = await directory.StoredAsync(id);

        var results = (await Portal.Anna.Does<ResetUserPasswords>().RunAsync(directory.Acme, new() { Ids = [id, other] })).Require();

        Assert.Equal([null, "no-password-yet"], results.Results.Select(r => r.Problem));
        Assert.Contains("/reset-password/", Portal.MailsTo($"{name}@acme.example").Single().TextBody!, StringComparison.Ordinal);
        Assert.Equal(before.PasswordHash, (await directory.StoredAsync(id)).PasswordHash);
        await using var inside = await Portal.InsideAsync(directory.Acme);
        var link = await inside.Db.Set<UserLink>().SingleAsync(l => l.UserId == id);
        Assert.Equal(UserLinkPurpose.PasswordReset, link.Purpose);
        // The mail holds what the store has only the hash of.
        Assert.DoesNotContain(link.TokenHash, Portal.MailsTo($"{name}@acme.example").Single().TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_is_required_at_the_next_sign_in()
    {
        var id = await directory.AddAsync(directory.NewName("jo"), u => (u.Password, u.MustChangePassword) = (Password, false));
        Assert.Equal(PasswordStatus.Active, (await directory.GetAsync(id)).PasswordStatus);

        (await Portal.Anna.Does<RequireUserPasswordChange>().RunAsync(directory.Acme, new() { Ids = [id] })).Require();

        Assert.Equal(PasswordStatus.Expired, (await directory.GetAsync(id)).PasswordStatus);
    }

    [Fact]
    public async Task Resetting_multifactor_authentication_takes_all_of_it_and_begins_the_period_anew()
    {
        var id = await directory.AddAsync(directory.NewName("kim"));
        (await Portal.Anna.Does<RequireUserMfa>().RunAsync(directory.Acme, new() { Ids = [id] })).Require();
        await ChangeAsync(id, u => (u.SealedTotpSecret, u.LastTotpStep, u.Passkeys) = ("sealed", 17, 2));
        await SignInAsync(id);
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));

        (await Portal.Anna.Does<ResetUserMfa>().RunAsync(directory.Acme, new() { Ids = [id] })).Require();

        var user = await directory.StoredAsync(id);
        Assert.Equal(
            (null, null, 0, Portal.Clock.GetUtcNow()),
            (user.SealedTotpSecret, user.LastTotpStep, user.Passkeys, user.MfaRequiredSince!.Value)
        );
        Assert.Equal((0, UserMfaStatus.Missing), (await SessionsOfAsync(id), (await directory.GetAsync(id)).Mfa));
        Assert.Equal(
            ["no-mfa-enrolled"],
            (await Portal.Anna.Does<ResetUserMfa>().RunAsync(directory.Acme, new() { Ids = [id] })).Require().Results.Select(r => r.Problem)
        );
    }

    [Fact]
    public async Task Deleting_takes_what_is_the_users_and_leaves_those_whom_he_managed()
    {
        var name = directory.NewName("lea");
        var id = await directory.AddAsync(name, u => u.Password = Password);
        var report = await directory.AddAsync(directory.NewName("max"), u => u.ManagerId = id);
        await SignInAsync(id);
        var remove = Portal.Anna.Does<RemoveUser>();

        Assert.IsType<UsernameNotTyped>((await remove.RunAsync(directory.Acme, new() { Id = id, Username = "someone" })).Problem);
        var counted = await CountAsync();
        (await remove.RunAsync(directory.Acme, new() { Id = id, Username = $" {name.ToUpperInvariant()}" })).Require();

        Assert.Equal(counted - 1, await CountAsync());
        Assert.Null((await directory.StoredAsync(report)).ManagerId);
        Assert.Equal(0, await SessionsOfAsync(id));
        Assert.Contains(
            await directory.EventsOfAsync(id),
            e => e.Summary.Equals($"Deleted the user {name} with 1 open session", StringComparison.Ordinal)
        );
        // The name and the address are free again.
        await directory.AddAsync(name);
    }

    [Fact]
    public async Task Deleting_many_asks_for_their_number()
    {
        var ids = new[] { await directory.AddAsync(directory.NewName("nia")), await directory.AddAsync(directory.NewName("oda")) };
        var remove = Portal.Anna.Does<RemoveUsers>();

        Assert.Equal(new NumberNotTyped(2), (await remove.RunAsync(directory.Acme, new() { Ids = [.. ids, ids[0]], Count = 3 })).Problem);
        Assert.Equal(2, (await remove.RunAsync(directory.Acme, new() { Ids = ids, Count = 2 })).Require().Done);
    }

    [Fact]
    public async Task A_preview_says_what_the_action_does_and_does_nothing()
    {
        var ids = new List<ObjectId>
        {
            await directory.AddAsync(directory.NewName("pit"), u => (u.Password, u.MustChangePassword) = (Password, false)),
            await directory.AddAsync(directory.NewName("quy"), u => u.State = UserState.Suspended),
            await directory.AddAsync(directory.NewName("ron"), u => u.RequiresMfa = true),
        };
        await ChangeAsync(ids[0], u => (u.LockedAt, u.Passkeys) = (Portal.Clock.GetUtcNow(), 1));
        foreach (var action in Enum.GetValues<UserActionKind>().Where(a => a is not UserActionKind.Remove))
        {
            var preview = (
                await Portal.Anna.Does<GetUserActionPreview>().RunAsync(directory.Acme, new() { Action = action, Ids = ids })
            ).Require();
            Assert.Equal(3, preview.Touched.Count + preview.Refused.Count);

            var results = await DoAsync(action, ids);

            Assert.Equal(
                preview.Touched.Select(t => t.Id).Order(),
                results.Results.Where(r => r.Problem is null).Select(r => r.Id).Order()
            );
            Assert.Equal(
                preview.Refused.Select(r => r.Reason).Order(StringComparer.Ordinal),
                results.Results.Where(r => r.Problem is not null).Select(r => r.Message).Order(StringComparer.Ordinal)
            );
        }
    }

    private async Task<UserResults> DoAsync(UserActionKind action, IReadOnlyList<ObjectId> ids)
    {
        var (anna, users) = (Portal.Anna, new UserSelection { Ids = ids });
        var doing = action switch
        {
            UserActionKind.Suspend => anna.Does<SuspendUsers>().RunAsync(directory.Acme, users),
            UserActionKind.Restore => anna.Does<RestoreUsers>().RunAsync(directory.Acme, users),
            UserActionKind.Unlock => anna.Does<UnlockUsers>().RunAsync(directory.Acme, users),
            UserActionKind.ResetPassword => anna.Does<ResetUserPasswords>().RunAsync(directory.Acme, users),
            UserActionKind.RequirePasswordChange => anna.Does<RequireUserPasswordChange>().RunAsync(directory.Acme, users),
            UserActionKind.ResetMfa => anna.Does<ResetUserMfa>().RunAsync(directory.Acme, users),
            UserActionKind.RequireMfa => anna.Does<RequireUserMfa>().RunAsync(directory.Acme, users),
            _ => anna.Does<ResendUserActivations>().RunAsync(directory.Acme, users),
        };
        return (await doing).Require();
    }

    private async Task<int> CountAsync()
    {
        await using var inside = await Portal.InsideAsync(directory.Acme);
        return await inside.Db.Set<OrganizationCounters>().Select(c => c.Users).SingleAsync();
    }

    private async Task<int> SessionsOfAsync(ObjectId id)
    {
        await using var inside = await Portal.InsideAsync(directory.Acme);
        return await inside.Db.Set<UserSession>().CountAsync(s => s.UserId == id);
    }

    private async Task ChangeAsync(ObjectId id, Action<UserCredential> change)
    {
        await using var db = Portal.Credentials();
        change(await db.Set<UserCredential>().SingleAsync(u => u.Id == id));
        await db.SaveChangesAsync();
    }

    /// <summary>A session as the user portal begins one.</summary>
    private async Task SignInAsync(ObjectId id)
    {
        await using var db = Portal.Credentials();
        var now = Portal.Clock.GetUtcNow();
        db.Add(
            new UserSession
            {
                OrganizationId = directory.Acme,
                Id = Portal.NewId(),
                UserId = id,
                TokenHash = SecretToken.Create().Hash,
                Stage = UserSessionStage.SignedIn,
                CreatedAt = now,
                LastSeenAt = now,
                ExpiresAt = now.AddHours(8),
                IdleMinutes = 60,
            }
        );
        await db.SaveChangesAsync();
    }
}
