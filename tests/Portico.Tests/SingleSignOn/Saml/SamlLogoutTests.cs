using System.Net;
using System.Web;
using System.Xml;
using Portico.Applications;
using Portico.Assignments;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using static Portico.Tests.SingleSignOn.Saml.TestServiceProvider;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>Signing out at one place ends the session here, and tells the others through the browser.</summary>
public sealed class SamlLogoutTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    private const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    private const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";

    [Fact]
    public async Task Signing_out_of_the_portal_tells_one_application_after_the_other()
    {
        var (first, second) = (await fixture.AddApplicationAsync(), await fixture.AddApplicationAsync());
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);
        var told = await SignInAsync(browser, eve, first);
        await SignInAsync(browser, eve, second);

        var on = await SignOutAsync(browser);
        var toFirst = Sent(await browser.GetStringAsync(on));
        Assert.StartsWith(first.Sp.Slo, toFirst.Address, StringComparison.Ordinal);
        Assert.Equal(told.SessionIndex, toFirst.Xml.GetElementsByTagName("SessionIndex", Protocol)[0]!.InnerText);
        Assert.Equal(told.NameId, toFirst.Xml.GetElementsByTagName("NameID", Assertion)[0]!.InnerText);
        // The session here is over before anybody was told.
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync($"/o/{fixture.Acme}/home")).StatusCode);

        var answer = first.Sp.LogoutResponse(first.Slo, toFirst.Xml.DocumentElement!.GetAttribute("ID"));
        var toSecond = Sent(
            await browser.GetStringAsync($"{first.Slo}?{Redirect(answer, signed: true, toFirst.RelayState, isResponse: true)}")
        );
        Assert.StartsWith(second.Sp.Slo, toSecond.Address, StringComparison.Ordinal);
        // The second one never answers: whoever comes back goes on.
        using var end = await browser.GetAsync(on);
        Assert.Equal($"/o/{fixture.Acme}", end.Headers.Location!.OriginalString);
        using var over = await browser.GetAsync(on);
        Assert.Equal($"/o/{fixture.Acme}", over.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_service_provider_that_asks_is_answered_after_the_others_were_told()
    {
        var (asking, other) = (await fixture.AddApplicationAsync(), await fixture.AddApplicationAsync());
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);
        var told = await SignInAsync(browser, eve, asking);
        await SignInAsync(browser, eve, other);
        var id = NewId();
        var request = asking.Sp.LogoutRequest(asking.Slo, told.NameId, told.SessionIndex, id);

        // Not signed, for somebody else, at another application's address: nothing ends.
        foreach (
            var refused in new[]
            {
                $"{asking.Slo}?{Redirect(request)}",
                $"{other.Slo}?{Redirect(request, signed: true)}",
                $"{asking.Slo}?{Redirect(request, signed: true).Replace("SAMLRequest=", "SAMLRequest=A", StringComparison.Ordinal)}",
            }
        )
        {
            using var answer = await browser.GetAsync(refused);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("cannot be signed out of this way", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/o/{fixture.Acme}/home")).StatusCode);
        using var accepted = await browser.GetAsync($"{asking.Slo}?{Redirect(request, signed: true, "their state")}");
        var on = accepted.Headers.Location!.OriginalString;
        var toOther = Sent(await browser.GetStringAsync(on));
        Assert.StartsWith(other.Sp.Slo, toOther.Address, StringComparison.Ordinal);
        var answered = other.Sp.LogoutResponse(other.Slo, toOther.Xml.DocumentElement!.GetAttribute("ID"));
        var back = Sent(
            await browser.GetStringAsync($"{other.Slo}?{Redirect(answered, signed: true, toOther.RelayState, isResponse: true)}")
        );

        Assert.StartsWith(asking.Sp.Slo, back.Address, StringComparison.Ordinal);
        Assert.Equal((id, "their state"), (back.Xml.DocumentElement!.GetAttribute("InResponseTo"), back.RelayState));
        Assert.Equal(["Success"], StatusOf(back.Xml));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync($"/o/{fixture.Acme}/home")).StatusCode);
        using var replayed = await browser.GetAsync($"{asking.Slo}?{Redirect(request, signed: true)}");
        Assert.Contains("saml-request-used", await replayed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("application-signed-out", (await fixture.LogOfAsync(asking.Id)).Select(e => e.Type));
    }

    [Fact]
    public async Task An_answer_that_is_not_the_awaited_one_makes_the_logout_partial()
    {
        var (asking, other) = (await fixture.AddApplicationAsync(), await fixture.AddApplicationAsync());
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);
        var told = await SignInAsync(browser, eve, asking);
        await SignInAsync(browser, eve, other);
        var request = asking.Sp.LogoutRequest(asking.Slo, told.NameId, told.SessionIndex);
        using var accepted = await browser.GetAsync($"{asking.Slo}?{Redirect(request, signed: true)}");
        var toOther = Sent(await browser.GetStringAsync(accepted.Headers.Location!.OriginalString));

        var forged = other.Sp.LogoutResponse(other.Slo, toOther.Xml.DocumentElement!.GetAttribute("ID"));
        var back = Sent(
            await browser.GetStringAsync($"{other.Slo}?{Redirect(forged, signed: false, toOther.RelayState, isResponse: true)}")
        );

        Assert.Equal(["Success", "PartialLogout"], StatusOf(back.Xml));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Applications_of_OpenID_Connect_are_told_in_frames_before_the_browser_goes_on(bool fromHere)
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        var (name, authorize) = await AddOpenIdClientAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var told = await SignInAsync(browser, eve, application);
        using var code = await browser.GetAsync(authorize);
        Assert.StartsWith($"https://{name}.example/callback?code=", code.Headers.Location!.OriginalString, StringComparison.Ordinal);

        var request = application.Sp.LogoutRequest(application.Slo, told.NameId, told.SessionIndex);
        using var ended = fromHere
            ? await PostSignOutAsync(browser)
            : await browser.GetAsync($"{application.Slo}?{Redirect(request, signed: true)}");
        var page = await ended.Content.ReadAsStringAsync();

        Assert.Contains($"<iframe src=\"https://{name}.example/front?iss=", page, StringComparison.Ordinal);
        var next = WebUtility.HtmlDecode(
            page.Split("\" data-next", 2, StringSplitOptions.None)[0].Split("href=\"", StringSplitOptions.None)[^1]
        );
        Assert.StartsWith(application.Sp.Slo, Sent(await browser.GetStringAsync(next)).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_over_already_is_answered_with_success()
    {
        var application = await fixture.AddApplicationAsync();
        using var browser = fixture.Server.Browser();
        var request = application.Sp.LogoutRequest(application.Slo, "nobody@acme.example", "_none");

        using var accepted = await browser.GetAsync($"{application.Slo}?{Redirect(request, signed: true)}");
        var back = Sent(await browser.GetStringAsync(accepted.Headers.Location!.OriginalString));

        Assert.Equal(["Success"], StatusOf(back.Xml));
    }

    [Fact]
    public async Task A_logout_names_the_user_as_the_application_was_told_last()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);
        var first = await SignInAsync(browser, eve, application);
        await application.ChangeAsync(s =>
        {
            s.NameIdFormat = SamlNameIdFormat.Unspecified;
            s.NameIdSource = SamlNameIdSource.Username;
        });
        var second = await VisitAsync(browser, application);
        Assert.Equal((eve.Email, eve.Username), (first.NameId, second.NameId));
        Assert.Equal(first.SessionIndex, second.SessionIndex);

        var sent = Sent(await browser.GetStringAsync(await SignOutAsync(browser)));

        Assert.Equal(second.NameId, sent.Xml.GetElementsByTagName("NameID", Assertion)[0]!.InnerText);
    }

    private async Task<(string NameId, string SessionIndex)> SignInAsync(HttpClient browser, PortalUser user, SamlApplication application)
    {
        await application.AssignAsync(user);
        return await VisitAsync(browser, application);
    }

    private async Task<(string NameId, string SessionIndex)> VisitAsync(HttpClient browser, SamlApplication application)
    {
        // They are told in the order in which they were signed in to, to the second.
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var response = SamlFixture.CarriedIn(await browser.GetStringAsync($"{application.EntityId}/start")).Response;
        var statement = (XmlElement)response.GetElementsByTagName("AuthnStatement", Assertion)[0]!;
        return (response.GetElementsByTagName("NameID", Assertion)[0]!.InnerText, statement.GetAttribute("SessionIndex"));
    }

    private async Task<(string Name, string Authorize)> AddOpenIdClientAsync(PortalUser user)
    {
        var name = fixture.NewName("client");
        var added = new AddApplication.Request { Name = name, Kind = ApplicationKind.OpenIdConnect };
        var id = (await fixture.Portal.Anna.Does<AddApplication>().RunAsync(fixture.Acme, added)).Require().Id;
        var settings = (await fixture.Portal.Anna.Does<GetOpenIdSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();
        var update = UpdateOpenIdSettings.Request.Of(id, settings) with
        {
            RedirectUris = [$"https://{name}.example/callback"],
            FrontChannelLogoutUri = $"https://{name}.example/front",
            RequiresPkce = false,
        };
        (await fixture.Portal.Anna.Does<UpdateOpenIdSettings>().RunAsync(fixture.Acme, update)).Require();
        var assigned = new AddAssignment.Request { ApplicationId = id, UserId = user.Id };
        (await fixture.Portal.Anna.Does<AddAssignment>().RunAsync(fixture.Acme, assigned)).Require();
        return (
            name,
            $"/o/{fixture.Acme}/oidc/authorize?client_id={id}&response_type=code&scope=openid&redirect_uri=https://{name}.example/callback"
        );
    }

    private async Task<string> SignOutAsync(HttpClient browser)
    {
        using var signedOut = await PostSignOutAsync(browser);
        return signedOut.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> PostSignOutAsync(HttpClient browser)
    {
        var home = await browser.GetStringAsync($"/o/{fixture.Acme}/home");
        const string field = "name=\"__RequestVerificationToken\" value=\"";
        var token = home[(home.IndexOf(field, StringComparison.Ordinal) + field.Length)..].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        return await browser.PostAsync($"/o/{fixture.Acme}/sign-out", form);
    }

    private static (string Address, string? RelayState, XmlDocument Xml) Sent(string page)
    {
        var link = SamlFixture.LinkIn(page);
        var query = HttpUtility.ParseQueryString(new Uri(link).Query);
        return (link, query["RelayState"], Inflate((query["SAMLRequest"] ?? query["SAMLResponse"])!));
    }

    private static IEnumerable<string> StatusOf(XmlDocument response) =>
        response.GetElementsByTagName("StatusCode", Protocol).OfType<XmlElement>().Select(s => s.GetAttribute("Value").Split(':')[^1]);
}
