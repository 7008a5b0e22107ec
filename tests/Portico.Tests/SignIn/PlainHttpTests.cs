using Portico.Platform.Operations;
using Portico.Providers;
using Portico.Tests.Support;

namespace Portico.Tests.SignIn;

/// <summary>What travels in the clear over plain http from another machine: nothing that lets anyone in.</summary>
public sealed class PlainHttpTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        portal.WithPassword(portal.Anna);
        server = await TestServer.StartAsync(portal);
        browser = server.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task No_password_is_set_by_a_mailed_link()
    {
        await browser.SubmitAsync("/forgot-password", "forgot", ("Forgot.Email", portal.Anna.Email));

        await AsksForNothingAsync("/reset-password/" + portal.TokenInMail("/reset-password/"));
    }

    [Fact]
    public async Task No_authenticator_is_reset_by_a_mailed_link()
    {
        (
            await portal
                .Anna.Does<Portico.Administrators.ProviderSide.ResetProviderAdministratorMfa>()
                .RunAsync(new() { Id = portal.Anna.MembershipId })
        ).Require();

        await AsksForNothingAsync("/reset-mfa/" + portal.TokenInMail("/reset-mfa/"));
    }

    [Fact]
    public async Task No_account_is_made_by_an_invitation()
    {
        (
            await portal
                .Anna.Does<Portico.Administrators.ProviderSide.InviteProviderAdministrator>()
                .RunAsync(new() { Email = "iris@example.com" })
        ).Require();

        await AsksForNothingAsync("/invitation/" + portal.TokenInMail("/invitation/"));
    }

    [Fact]
    public async Task No_installation_is_set_up()
    {
        using var empty = new TestPortal(isSetUp: false);
        await using var fresh = await TestServer.StartAsync(empty);
        using var first = fresh.Browser();
        var link = (await empty.Anonymously<StartSetup>().RunAsync(Nothing.Instance)).Require().Path;

        await AsksForNothingAsync(link, first);
    }

    private async Task AsksForNothingAsync(string address, HttpClient? from = null)
    {
        from ??= browser;
        var here = await from.GetStringAsync(address);
        Assert.Contains("type=\"password\"", here, StringComparison.Ordinal);
        from.DefaultRequestHeaders.Host = "portal.example.com";

        var elsewhere = await from.GetStringAsync(address);

        Assert.Contains("over https only", elsewhere, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\"", elsewhere, StringComparison.Ordinal);
    }
}
