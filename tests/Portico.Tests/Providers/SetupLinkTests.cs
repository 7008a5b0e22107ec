using Portico.Platform.Operations;
using Portico.Providers;
using Portico.Tests.Support;

namespace Portico.Tests.Providers;

public sealed class SetupLinkTests : IDisposable
{
    private readonly TestPortal portal = new(isSetUp: false);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Opens_the_page_until_it_is_set_up()
    {
        var token = await Issue();

        Assert.True((await Find(token)).Succeeded);
        portal.Clock.Advance(TimeSpan.FromDays(400));
        Assert.True((await Find(token)).Succeeded);

        await SetUp();
        Assert.Equal(new NothingHere(), (await Find(token)).Problem);
    }

    [Fact]
    public async Task A_newer_one_voids_it()
    {
        var older = await Issue();
        var newer = await Issue();

        Assert.Equal(new NothingHere(), (await Find(older)).Problem);
        Assert.True((await Find(newer)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Anything_else_opens_nothing(string token)
    {
        await Issue();

        Assert.Equal(new NothingHere(), (await Find(token)).Problem);
    }

    [Fact]
    public async Task None_is_issued_once_set_up()
    {
        await SetUp();

        Assert.Equal(new AlreadySetUp(), (await portal.Anonymously<StartSetup>().RunAsync(Nothing.Instance)).Problem);
    }

    [Fact]
    public async Task The_store_keeps_no_token()
    {
        var token = await Issue();

        await using var db = portal.Credentials();
        Assert.All(db.Set<Portico.Administrators.AccountLink>().ToList(), l => Assert.NotEqual(token, l.TokenHash));
    }

    private async Task<string> Issue() =>
        (await portal.Anonymously<StartSetup>().RunAsync(Nothing.Instance)).Require().Path["/setup/".Length..];

    private Task<Outcome<Done>> Find(string token) => portal.Anonymously<GetSetupLink>().RunAsync(new() { Token = token });

    private async Task SetUp() =>
        (
            await portal
                .Anonymously<SetUpInstallation>()
                .RunAsync(
                    new()
                    {
                        ProviderName = "Northwind IT",
                        Email = "anna@example.com",
                        FirstName = "Anna",
                        LastName = "Admin",
                        Password = "grey harbour lantern 41",
                    }
                )
        ).Require();
}
