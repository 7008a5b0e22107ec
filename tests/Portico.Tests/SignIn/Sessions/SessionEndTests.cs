using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn.Sessions;

/// <summary>How sessions end, and what is left of them.</summary>
public sealed class SessionEndTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person anna;

    public SessionEndTests() => anna = portal.WithPassword(portal.Anna);

    public void Dispose() => portal.Dispose();

    /// <summary>Else whoever has a password could keep its owner from ending all sessions, by signing in and out without pause.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_session_ends_after_all_are_ended_and_not_in_between(bool isSignOut)
    {
        Assert.SkipUnless(TestPortal.UsesPostgres, "SQLite has one writer: nothing comes between.");
        var visitor = new Visitor(portal);
        (await visitor.PasswordAsync(anna.Email, Accounts.Password)).Require();
        var session = (await SessionsAsync())[0].Id;
        await using var reset = await EndingOfSessions.BeginAsync(portal, anna);
        var ending = isSignOut
            ? visitor.RunAsync<SignOut, Done>(o => o.RunAsync(Nothing.Instance))
            : visitor.RunAsync<RevokeSession, Done>(o => o.RunAsync(new() { SessionId = session }));

        await reset.CompleteWhenSomeoneWaitsAsync(_ => { });

        Assert.Equal(isSignOut ? null : new NothingHere(), (await ending).Problem);
        Assert.Empty(await SessionsAsync());
        Assert.Equal(["signed-in"], portal.EventsOf(anna));
    }

    [Fact]
    public async Task What_strangers_tried_is_forgotten_after_a_month_and_what_happened_to_an_account_is_not()
    {
        await new Visitor(portal).PasswordAsync("nobody@example.com", "a guess");
        await new Visitor(portal).PasswordAsync(anna.Email, "a guess");
        await SweepAsync();
        Assert.Equal(2, await CountEventsAsync());

        portal.Clock.Advance(TimeSpan.FromDays(31));
        await SweepAsync();

        Assert.Equal(1, await CountEventsAsync());
        Assert.Equal(["sign-in-refused"], portal.EventsOf(anna));
    }

    private async Task SweepAsync() => (await portal.Anonymously<RemoveSpentSignIns>().RunAsync(Nothing.Instance)).Require();

    private async Task<List<Session>> SessionsAsync()
    {
        await using var db = portal.Credentials();
        return await db.Set<Session>().ToListAsync();
    }

    private async Task<int> CountEventsAsync()
    {
        await using var db = portal.Credentials();
        return await db.Set<AccountEvent>().CountAsync();
    }
}
