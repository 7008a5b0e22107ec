using Portico.Applications;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>The page of an application's sign-ins.</summary>
public sealed class SignInLogTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    [Fact]
    public async Task It_shows_sign_ins_and_refusals_and_no_change_of_settings()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        await browser.GetStringAsync($"/o/{fixture.Acme}/saml/{application.Id}/start");
        (await fixture.Portal.Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, new() { Id = application.Id })).Require();
        using var refused = await browser.GetAsync($"/o/{fixture.Acme}/saml/{application.Id}/start");

        using var anna = fixture.Server.BrowserOf(fixture.Portal.Anna);
        var page = await anna.GetStringAsync($"/organizations/{fixture.Acme}/applications/{application.Id}/sign-ins");

        Assert.Contains($"Signed in to {application.Name} from the portal", page, StringComparison.Ordinal);
        Assert.Contains($"A sign-in to {application.Name} was refused", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"Suspended the application {application.Name}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"Took the sign-in settings of {application.Name}", page, StringComparison.Ordinal);
        Assert.Contains("2 events", page, StringComparison.Ordinal);
    }
}
