using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.Tests.Support;
using Portico.Users.Actions;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>Applications are told, without the browser, that a session ended: by a server of theirs that really listens.</summary>
public sealed class OpenIdBackChannelTests : IAsyncLifetime
{
    private readonly OpenIdFixture fixture = new();
    private readonly List<string> told = [];
    private int status = 200;
    private WebApplication application = null!;

    public async ValueTask InitializeAsync()
    {
        await fixture.InitializeAsync();
        application = WebApplication.CreateSlimBuilder().Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapPost(
            "/logout",
            async (HttpRequest request) =>
            {
                told.Add((await request.ReadFormAsync())["logout_token"]!);
                return Results.StatusCode(status);
            }
        );
        await application.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task Who_signs_out_is_signed_out_at_the_application_too()
    {
        var client = await fixture.AddClientAsync(s => s.BackChannelLogoutUri = application.Urls.First() + "/logout");
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var hint = (await client.TokensAsync(browser)).GetProperty("id_token").GetString()!;
        var identity = await client.VerifyAsync(hint);

        using var answer = await browser.GetAsync($"{client.Issuer}/logout?id_token_hint={hint}");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await TellAsync(1);

        var token = await client.VerifyAsync(Assert.Single(told));
        Assert.Equal(("logout+jwt", eve.Id.ToString()), (token.Typ, token.Subject));
        Assert.Equal(identity.GetClaim("sid").Value, token.GetClaim("sid").Value);
        var events = token.GetPayloadValue<JsonElement>("events");
        Assert.Equal(JsonValueKind.Object, events.GetProperty("http://schemas.openid.net/event/backchannel-logout").ValueKind);
        Assert.DoesNotContain(token.Claims, c => c.Type is "nonce");
        Assert.False(await Pump.TellNextAsync(default));
    }

    [Fact]
    public async Task Who_is_suspended_is_signed_out_there_and_one_that_does_not_listen_is_told_again()
    {
        var client = await fixture.AddClientAsync(s => s.BackChannelLogoutUri = application.Urls.First() + "/logout");
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        await client.TokensAsync(browser);
        status = 503;

        (await fixture.Portal.Anna.Does<SuspendUsers>().RunAsync(fixture.Acme, new() { Ids = [eve.Id] })).Require();
        await TellAsync(1);
        Assert.False(await Pump.TellNextAsync(default));
        status = 200;
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await TellAsync(2);
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await Pump.TellNextAsync(default));
        Assert.Equal(2, told.Count);
    }

    private OpenIdLogoutPump Pump => fixture.Server.Services.GetRequiredService<OpenIdLogoutPump>();

    /// <summary>Until so many were told; the server's own pump may be quicker.</summary>
    private async Task TellAsync(int count)
    {
        for (var tried = 0; tried < 200 && told.Count < count; tried++)
        {
            if (!await Pump.TellNextAsync(default))
            {
                await Task.Delay(25);
            }
        }

        Assert.Equal(count, told.Count);
    }
}
