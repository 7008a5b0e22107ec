using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.MailedLinks;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn;

public sealed class ThrottlingTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person anna;

    public ThrottlingTests() => anna = portal.WithPassword(portal.Anna);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task After_five_wrong_passwords_the_account_waits_even_for_the_right_one()
    {
        await FailAsync(5);

        var refused = await Try(Accounts.Password);

        Assert.Equal(new TooManyTries(TimeSpan.FromSeconds(15)), refused.Problem);
        portal.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True((await Try(Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task The_wait_doubles_and_never_exceeds_15_minutes()
    {
        await FailAsync(5);
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            var wait = Assert.IsType<TooManyTries>((await Try("wrong")).Problem).Wait;
            waits.Add(wait.TotalSeconds);
            portal.Clock.Advance(wait);
            Assert.Equal(new WrongEmailOrPassword(), (await Try("wrong")).Problem);
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 900, 900, 900], waits);
    }

    [Fact]
    public async Task Waiting_tries_are_neither_counted_nor_prolong_the_wait()
    {
        await FailAsync(5);
        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<TooManyTries>((await Try("wrong")).Problem);
        }

        portal.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True((await Try(Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task An_unknown_address_waits_as_a_known_one_does()
    {
        for (var i = 0; i < 5; i++)
        {
            await Visitor(i).PasswordAsync("nobody@example.com", "wrong");
        }

        Assert.Equal(new TooManyTries(TimeSpan.FromSeconds(15)), (await Visitor(9).PasswordAsync("nobody@example.com", "wrong")).Problem);
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_not_kept_out_by_strangers()
    {
        var known = new Visitor(portal, "203.0.113.5");
        (await known.PasswordAsync(anna.Email, Accounts.Password)).Require();
        await FailAsync(5);
        Assert.IsType<TooManyTries>((await Try(Accounts.Password)).Problem);

        Assert.True((await known.PasswordAsync(anna.Email, Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task A_known_browser_has_a_limit_of_its_own_and_is_known_for_one_account_only()
    {
        var sam = portal.WithPassword(portal.AddTechnician(portal.Northwind, "Sam", "Staff", Portico.Platform.Access.Role.ReadOnly));
        var known = new Visitor(portal);
        (await known.PasswordAsync(anna.Email, Accounts.Password)).Require();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(new WrongEmailOrPassword(), (await known.PasswordAsync(anna.Email, "wrong")).Problem);
        }

        Assert.IsType<TooManyTries>((await known.PasswordAsync(anna.Email, Accounts.Password)).Problem);

        for (var i = 0; i < 5; i++)
        {
            await known.PasswordAsync(sam.Email, "wrong");
        }

        Assert.IsType<TooManyTries>((await Visitor(1).PasswordAsync(sam.Email, Accounts.Password)).Problem);
    }

    [Fact]
    public async Task A_reset_password_lets_the_owner_in_while_strangers_keep_trying()
    {
        await FailAsync(5);
        var owner = new Visitor(portal, "203.0.113.6");
        await owner.RunAsync<RequestPasswordReset, Done>(o => o.RunAsync(new() { Email = anna.Email }));
        var reset = await owner.RunAsync<ResetPassword, ResetPassword.Result>(o =>
            o.RunAsync(new() { Token = portal.TokenInMail("/reset-password/"), Password = "quiet meadow button 17" })
        );
        owner.KnownBrowser = reset.Require().Browser;

        Assert.IsType<TooManyTries>((await Try("quiet meadow button 17")).Problem);
        Assert.True((await owner.PasswordAsync(anna.Email, "quiet meadow button 17")).Succeeded);
    }

    [Fact]
    public async Task An_address_that_tries_many_accounts_waits()
    {
        var stranger = new Visitor(portal);
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(new WrongEmailOrPassword(), (await stranger.PasswordAsync($"person{i}@example.com", "wrong")).Problem);
        }

        Assert.IsType<TooManyTries>((await stranger.PasswordAsync(anna.Email, Accounts.Password)).Problem);
        Assert.True((await Visitor(77).PasswordAsync(anna.Email, Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_are_one()
    {
        for (var i = 0; i < 30; i++)
        {
            await new Visitor(portal, $"2001:db8:1:2::{i:x}").PasswordAsync($"person{i}@example.com", "wrong");
        }

        Assert.IsType<TooManyTries>((await new Visitor(portal, "2001:db8:1:2:ffff::1").PasswordAsync("x@example.com", "wrong")).Problem);
        Assert.IsType<WrongEmailOrPassword>((await new Visitor(portal, "2001:db8:1:3::1").PasswordAsync("x@example.com", "wrong")).Problem);
    }

    [Fact]
    public async Task Signing_in_to_ones_own_account_does_not_free_an_address()
    {
        var mallory = portal.WithPassword(portal.AddTechnician(portal.Northwind, "Mal", "Lory", Portico.Platform.Access.Role.ReadOnly));
        var last = (Problem?)null;
        for (var i = 0; i < 31; i++)
        {
            last = (await new Visitor(portal).PasswordAsync($"person{i}@example.com", "wrong")).Problem;
            await new Visitor(portal).PasswordAsync(mallory.Email, Accounts.Password);
        }

        Assert.IsType<TooManyTries>(last);
    }

    [Fact]
    public async Task Wrong_tries_are_forgotten_after_a_day()
    {
        await FailAsync(4);
        portal.Clock.Advance(TimeSpan.FromHours(25));
        await FailAsync(4);

        Assert.True((await Try(Accounts.Password)).Succeeded);
    }

    [Fact]
    public async Task Many_at_once_get_no_more_tries_than_one_after_the_other()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => Visitor(i).PasswordAsync(anna.Email, "wrong")))
        );

        Assert.Equal(5, outcomes.Count(o => o.Problem is WrongEmailOrPassword));
        Assert.Equal(15, outcomes.Count(o => o.Problem is TooManyTries));
    }

    [Fact]
    public async Task The_table_names_neither_people_nor_addresses()
    {
        await FailAsync(1);

        await using var db = portal.Credentials();
        var keys = await db.Set<SignInThrottle>().Select(t => t.Key).ToListAsync();
        Assert.Equal(2, keys.Count);
        Assert.All(keys, k => Assert.Matches("^(account|address):[0-9a-f]{40}$", k));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(new WrongEmailOrPassword(), (await Visitor(i).PasswordAsync(anna.Email, "wrong")).Problem);
        }
    }

    private int next = 100;

    private Task<Outcome<SignInStep>> Try(string password) => Visitor(next++ % 120).PasswordAsync(anna.Email, password);

    private Visitor Visitor(int number) => new(portal, $"198.51.100.{number}");
}
