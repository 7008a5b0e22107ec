using System.Net;
using System.Xml;
using Portico.Applications;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using Portico.Users;
using static Portico.Tests.SingleSignOn.Saml.TestServiceProvider;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>Who is refused at an application, and what is answered instead of an assertion.</summary>
public sealed class SamlRefusalTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    private const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    private const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";

    [Fact]
    public async Task Whoever_has_no_assignment_is_told_so_and_the_log_too()
    {
        var application = await fixture.AddApplicationAsync();
        var mallory = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(mallory);

        using var refused = await browser.GetAsync($"{application.EntityId}/start");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("application-not-assigned", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application-sign-in-refused", Assert.Single(await fixture.LogOfAsync(application.Id)).Type);
    }

    [Fact]
    public async Task A_suspended_application_and_a_suspended_user_get_nowhere()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var reference = new ApplicationReference { Id = application.Id };

        (await fixture.Portal.Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, reference)).Require();
        using var suspended = await browser.GetAsync($"{application.EntityId}/start");
        Assert.Contains("application-suspended", await suspended.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await fixture.Portal.Anna.Does<RestoreApplication>().RunAsync(fixture.Acme, reference)).Require();
        Assert.NotNull(await StartAsync(browser, application));
        eve.Change(u => u.State = UserState.Suspended);
        using var nobody = await browser.GetAsync($"{application.EntityId}/start");
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", nobody.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_looks_alike()
    {
        var application = await fixture.AddApplicationAsync();
        var nora = await fixture.Portal.AddUserAsync(fixture.Bolt, fixture.NewName("nora"), hasPassword: false);
        using var browser = fixture.Server.BrowserOf(nora);
        foreach (var end in new[] { "metadata", "sso", "start", "continue", "slo" })
        {
            // Another organization's application, one that never was, and what is no id.
            using var foreign = await browser.GetAsync($"/o/{fixture.Bolt}/saml/{application.Id}/{end}");
            using var never = await browser.GetAsync($"/o/{fixture.Bolt}/saml/{fixture.Portal.NewId()}/{end}");
            using var nonsense = await browser.GetAsync($"/o/{fixture.Bolt}/saml/x/{end}");
            Assert.Equal((end, HttpStatusCode.NotFound), (end, foreign.StatusCode));
            Assert.Equal(await never.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
            Assert.Equal(await never.Content.ReadAsStringAsync(), await nonsense.Content.ReadAsStringAsync());
        }

        // In the portal of the other organization he is nobody.
        using var stranger = await browser.GetAsync($"{application.EntityId}/start");
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", stranger.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_goes_to_an_address_that_the_settings_do_not_have()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        async Task<string> RefusedAsync(string query)
        {
            using var answer = await browser.GetAsync($"{application.Sso}?{query}");
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
            return page;
        }

        var foreign = application.Sp.Request(application.Sso, acs: "https://evil.example/acs");
        Assert.Contains("saml-request-acs-url", await RefusedAsync(Redirect(foreign, signed: true)), StringComparison.Ordinal);
        var elsewhere = application.Sp.Request("https://evil.example/sso");
        Assert.Contains("saml-request-destination", await RefusedAsync(Redirect(elsewhere)), StringComparison.Ordinal);
        var other = new TestServiceProvider("evil", fixture.Portal.Clock.GetUtcNow).Request(application.Sso, acs: application.Sp.Acs);
        Assert.Contains("saml-request-issuer", await RefusedAsync(Redirect(other)), StringComparison.Ordinal);
        Assert.Contains("saml-", await RefusedAsync("SAMLRequest=bm90aGluZw%3D%3D"), StringComparison.Ordinal);
        Assert.Contains("saml-binding-no-message", await RefusedAsync(""), StringComparison.Ordinal);
        var changed = Redirect(application.Sp.Request(application.Sso), signed: true)
            .Replace("SigAlg", "RelayState=x&SigAlg", StringComparison.Ordinal);
        Assert.Contains("saml-signature-wrong", await RefusedAsync(changed), StringComparison.Ordinal);
        Assert.Empty(await fixture.LogOfAsync(application.Id));
    }

    [Fact]
    public async Task Where_requests_must_be_signed_others_are_refused()
    {
        var application = await fixture.AddApplicationAsync("AuthnRequestsSigned=\"true\"");
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);

        using var bare = await browser.GetAsync($"{application.Sso}?{Redirect(application.Sp.Request(application.Sso))}");
        Assert.Contains("saml-request-unsigned", await bare.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"{application.Sso}?{Redirect(application.Sp.Request(application.Sso), signed: true)}");
        Assert.Equal(application.Sp.Acs, SamlFixture.CarriedIn(page).Action);
    }

    [Fact]
    public async Task Passive_requests_and_impossible_ones_are_answered_with_a_status()
    {
        var application = await fixture.AddApplicationAsync();
        using var browser = fixture.Server.Browser();
        async Task<string> StatusAsync(string request)
        {
            var response = SamlFixture
                .CarriedIn(await browser.GetStringAsync($"{application.Sso}?{Redirect(request)}"))
                .Response.DocumentElement!;
            Assert.True(Verifies(response, (await application.CertificatesAsync())[0]));
            Assert.Empty(response.GetElementsByTagName("Assertion", Assertion));
            return ((XmlElement)response.GetElementsByTagName("StatusCode", Protocol)[1]!).GetAttribute("Value").Split(':')[^1];
        }

        Assert.Equal("NoPassive", await StatusAsync(application.Sp.Request(application.Sso, attributes: "IsPassive=\"true\"")));
        var transient = "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>";
        Assert.Equal("InvalidNameIDPolicy", await StatusAsync(application.Sp.Request(application.Sso, content: transient)));
        var x509 = Context("urn:oasis:names:tc:SAML:2.0:ac:classes:X509");
        Assert.Equal("NoAuthnContext", await StatusAsync(application.Sp.Request(application.Sso, content: x509)));
    }

    [Fact]
    public async Task A_forced_sign_in_is_a_new_one()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync(hasPassword: true);
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(5));

        using var asked = await browser.GetAsync(
            $"{application.Sso}?{Redirect(application.Sp.Request(application.Sso, attributes: "ForceAuthn=\"true\""))}"
        );
        var door = asked.Headers.Location!.OriginalString;
        Assert.Contains("again=yes", door, StringComparison.Ordinal);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(5));
        using var signedIn = await browser.SubmitAsync(door, "sign-in", ("SignIn.Password", PortalUsers.Password));
        var carried = SamlFixture.CarriedIn(await browser.GetStringAsync(signedIn.Headers.Location!.OriginalString));

        var statement = (XmlElement)carried.Response.GetElementsByTagName("AuthnStatement", Assertion)[0]!;
        var instant = DateTimeOffset.Parse(statement.GetAttribute("AuthnInstant"), null);
        Assert.Equal(fixture.Portal.Clock.GetUtcNow(), instant, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_application_that_demands_a_second_factor_lets_nobody_in_without()
    {
        var application = await fixture.AddApplicationAsync();
        await application.ChangeAsync(s => s.RequiresMfa = true);
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);

        using var without = await browser.GetAsync($"{application.EntityId}/start");
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Contains($"/o/{fixture.Acme}/security", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // A factor that was enrolled elsewhere was not proved in this session.
        eve.Change(u => u.SealedTotpSecret = "sealed");
        using var unproved = await browser.GetAsync($"{application.EntityId}/start");
        Assert.Contains("again=yes", unproved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var proved = fixture.Server.BrowserOf(eve, hasSecondFactor: true);
        Assert.NotNull(await StartAsync(proved, application));
    }

    [Fact]
    public async Task A_request_for_a_second_factor_is_answered_with_its_class_or_leads_to_it()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        string Asked() =>
            $"{application.Sso}?{Redirect(application.Sp.Request(application.Sso, content: Context("https://refeds.org/profile/mfa")))}";
        using var without = fixture.Server.BrowserOf(eve);
        using var refused = await without.GetAsync(Asked());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var with = fixture.Server.BrowserOf(eve, hasSecondFactor: true);
        var response = SamlFixture.CarriedIn(await with.GetStringAsync(Asked())).Response;

        Assert.Equal("https://refeds.org/profile/mfa", response.GetElementsByTagName("AuthnContextClassRef", Assertion)[0]!.InnerText);
    }

    [Fact]
    public async Task Rotation_publishes_both_certificates_and_signs_with_the_new_one_from_its_day()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var old = (await application.CertificatesAsync())[0];
        var now = fixture.Portal.Clock.GetUtcNow();
        var rotation = new RotateSamlCertificate.Request
        {
            Id = application.Id,
            Kind = SamlKeyKind.Rsa3072,
            SignsFrom = now.AddMinutes(20),
            KeepUntil = now.AddMinutes(40),
        };
        (await fixture.Portal.Anna.Does<RotateSamlCertificate>().RunAsync(fixture.Acme, rotation)).Require();

        var both = await application.CertificatesAsync();
        Assert.Equal(2, both.Count);
        Assert.Equal(old, both[0]);
        Assert.True(Verifies(await StartAsync(browser, application), old));
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal([both[1], old], await application.CertificatesAsync());
        Assert.True(Verifies(await StartAsync(browser, application), both[1]));
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal([both[1]], await application.CertificatesAsync());
    }

    /// <summary>Opens the tile; answers the assertion.</summary>
    private static async Task<XmlElement> StartAsync(HttpClient browser, SamlApplication application) =>
        (XmlElement)
            SamlFixture
                .CarriedIn(await browser.GetStringAsync($"{application.EntityId}/start"))
                .Response.GetElementsByTagName("Assertion", Assertion)[0]!;

    private static string TextOf(XmlElement element, string name) => element.GetElementsByTagName(name, Assertion)[0]!.InnerText;

    private static string Context(string uri) =>
        $"<samlp:RequestedAuthnContext><saml:AuthnContextClassRef xmlns:saml=\"{Assertion}\">{uri}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>";
}
