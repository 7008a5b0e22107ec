using System.Net;
using System.Xml;
using Portico.Assignments;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using static Portico.Tests.SingleSignOn.Saml.TestServiceProvider;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>Signing in to an application through the endpoints, as a browser does, with a service provider that only knows the standard.</summary>
public sealed class SamlSignInTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    private const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";

    [Fact]
    public async Task A_request_leads_over_the_sign_in_page_to_a_signed_assertion()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync(hasPassword: true);
        await application.AssignAsync(eve);
        using var browser = fixture.Server.Browser();
        var id = NewId();

        using var asked = await browser.GetAsync(
            $"{application.Sso}?{Redirect(application.Sp.Request(application.Sso, id), relayState: "/deep")}"
        );
        var door = asked.Headers.Location!.OriginalString;
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", door, StringComparison.Ordinal);
        using var signedIn = await browser.SubmitAsync(
            door,
            "sign-in",
            ("SignIn.Login", eve.Username),
            ("SignIn.Password", PortalUsers.Password)
        );
        var back = new Uri(fixture.Server.Address, signedIn.Headers.Location!.OriginalString);
        using var page = await browser.GetAsync(back);

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"form-action 'self' https: https://{application.Name}.example;", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        var carried = SamlFixture.CarriedIn(await page.Content.ReadAsStringAsync());
        Assert.Equal((application.Sp.Acs, "/deep"), (carried.Action, carried.Fields["RelayState"]));
        var response = carried.Response.DocumentElement!;
        var assertion = (XmlElement)response.GetElementsByTagName("Assertion", Assertion)[0]!;
        Assert.True(Verifies(assertion, (await application.CertificatesAsync())[0]));
        Assert.Equal((id, application.Sp.Acs), (response.GetAttribute("InResponseTo"), response.GetAttribute("Destination")));
        Assert.Equal(application.EntityId, TextOf(assertion, "Issuer"));
        Assert.Equal(application.Sp.EntityId, TextOf(assertion, "Audience"));
        Assert.Equal(eve.Email, TextOf(assertion, "NameID"));
        var log = Assert.Single(await fixture.LogOfAsync(application.Id));
        Assert.Equal(("application-signed-in", eve.Id), (log.Type, log.ActorId));
        Assert.Contains(id, log.ChangesJson, StringComparison.Ordinal);

        // The same request, come once more: by its address, and by what was sealed of it.
        using var again = await browser.GetAsync($"{application.Sso}?{Redirect(application.Sp.Request(application.Sso, id))}");
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("saml-request-used", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var backAgain = await browser.GetAsync(back);
        Assert.Equal(HttpStatusCode.BadRequest, backAgain.StatusCode);
    }

    [Fact]
    public async Task A_request_by_form_comes_back_by_an_address_of_ours()
    {
        var application = await fixture.AddApplicationAsync("AuthnRequestsSigned=\"false\"");
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var xml = application.Sp.Request(application.Sso);

        using var posted = await PostAsync(browser, application.Sso, xml);
        Assert.Equal(HttpStatusCode.Found, posted.StatusCode);
        var carried = SamlFixture.CarriedIn(await browser.GetStringAsync(posted.Headers.Location!.OriginalString));

        Assert.Equal(application.Sp.Acs, carried.Action);
    }

    [Theory]
    [InlineData(SamlKeyKind.Rsa2048, SamlSigning.Both)]
    [InlineData(SamlKeyKind.Rsa2048, SamlSigning.Response)]
    public async Task The_tile_signs_in_without_a_request(SamlKeyKind key, SamlSigning signing)
    {
        var application = await fixture.AddApplicationAsync(key: key);
        await application.ChangeAsync(s =>
        {
            s.Signing = signing;
            s.DefaultRelayState = "https://start.example/";
            s.SessionMinutes = 30;
        });
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var home = await browser.GetStringAsync($"/o/{fixture.Acme}/home");
        var tile = $"/o/{fixture.Acme}/saml/{application.Id}/start";
        Assert.Contains($"href=\"{tile}\"", home, StringComparison.Ordinal);

        var carried = SamlFixture.CarriedIn(await browser.GetStringAsync(tile));

        Assert.Equal("https://start.example/", carried.Fields["RelayState"]);
        var response = carried.Response.DocumentElement!;
        Assert.False(response.HasAttribute("InResponseTo"));
        var certificate = (await application.CertificatesAsync())[0];
        Assert.True(Verifies(response, certificate));
        var assertion = (XmlElement)response.GetElementsByTagName("Assertion", Assertion)[0]!;
        Assert.Equal(signing is SamlSigning.Both, Verifies(assertion, certificate));
        var statement = (XmlElement)assertion.GetElementsByTagName("AuthnStatement", Assertion)[0]!;
        var end = DateTimeOffset.Parse(statement.GetAttribute("SessionNotOnOrAfter"), null);
        Assert.Equal(fixture.Portal.Clock.GetUtcNow().AddMinutes(30), end, TimeSpan.FromSeconds(1));
        // Patched into a page of ours it would be posted nowhere: it asks to be opened.
        using var patching = new HttpRequestMessage(HttpMethod.Get, tile);
        patching.Headers.TryAddWithoutValidation("Accept", "text/html; blazor-enhanced-nav=on");
        using var opened = await browser.SendAsync(patching);
        Assert.Equal(tile, opened.Headers.GetValues("blazor-enhanced-nav-redirect-location").Single());
    }

    [Fact]
    public async Task An_encrypted_assertion_opens_with_the_service_providers_key_alone()
    {
        var application = await fixture.AddApplicationAsync();
        await application.ChangeAsync(s => (s.EncryptionCertificate, s.EncryptsAssertions) = (CertificateBase64, true));
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);

        var response = SamlFixture.CarriedIn(await browser.GetStringAsync($"{application.EntityId}/start")).Response.DocumentElement!;

        Assert.Empty(response.GetElementsByTagName("Assertion", Assertion));
        Assert.DoesNotContain(eve.Email, response.OuterXml, StringComparison.Ordinal);
        var assertion = Decrypt(response);
        Assert.Equal(eve.Email, TextOf(assertion, "NameID"));
        Assert.True(Verifies(assertion, (await application.CertificatesAsync())[0]));
    }

    [Fact]
    public async Task Attributes_are_those_of_the_settings_and_groups_those_that_are_meant()
    {
        var application = await fixture.AddApplicationAsync();
        var eve = await fixture.AddUserAsync();
        var anna = fixture.Portal.Anna;
        foreach (var name in new[] { "App Admins", "App Users", "Choir" })
        {
            var group = (await anna.Does<AddUserGroup>().RunAsync(fixture.Acme, new() { Name = $"{name} {application.Name}" }))
                .Require()
                .Id;
            await anna.Does<AddUsersToGroup>().RunAsync(fixture.Acme, new() { GroupId = group, Ids = [eve.Id] });
            if (name is "Choir")
            {
                await anna.Does<AddAssignment>().RunAsync(fixture.Acme, new() { ApplicationId = application.Id, UserGroupId = group });
            }
        }

        await application.ChangeAsync(s =>
        {
            s.NameIdFormat = SamlNameIdFormat.Persistent;
            s.NameIdSource = SamlNameIdSource.Pairwise;
            s.Attributes =
            [
                new()
                {
                    Name = "uid",
                    Source = SamlValueSource.Username,
                    NameFormat = SamlAttributeNameFormat.Basic,
                },
                new()
                {
                    Name = "tier",
                    Source = SamlValueSource.Constant,
                    Value = "gold",
                },
                new() { Name = "dept", Source = SamlValueSource.Department },
                new()
                {
                    Name = "roles",
                    Source = SamlValueSource.Groups,
                    Value = "app",
                },
                new() { Name = "assigned", Source = SamlValueSource.AssignedGroups },
            ];
        });
        using var browser = fixture.Server.BrowserOf(eve);

        var first = await StartAsync(browser, application);
        var values = first
            .GetElementsByTagName("Attribute", Assertion)
            .OfType<XmlElement>()
            .ToDictionary(
                a => a.GetAttribute("Name"),
                a => string.Join(',', a.ChildNodes.OfType<XmlElement>().Select(v => v.InnerText)),
                StringComparer.Ordinal
            );

        Assert.Equal(
            new(StringComparer.Ordinal)
            {
                ["uid"] = eve.Username,
                ["tier"] = "gold",
                ["roles"] = $"App Admins {application.Name},App Users {application.Name}",
                ["assigned"] = $"Choir {application.Name}",
            },
            values
        );
        // The same at each sign-in, and another one at another application.
        Assert.Equal(TextOf(first, "NameID"), TextOf(await StartAsync(browser, application), "NameID"));
        var other = await fixture.AddApplicationAsync();
        await other.AssignAsync(eve);
        await other.ChangeAsync(s => (s.NameIdFormat, s.NameIdSource) = (SamlNameIdFormat.Persistent, SamlNameIdSource.Pairwise));
        Assert.NotEqual(TextOf(first, "NameID"), TextOf(await StartAsync(browser, other), "NameID"));
    }

    /// <summary>Opens the tile; answers the assertion.</summary>
    private static async Task<XmlElement> StartAsync(HttpClient browser, SamlApplication application) =>
        (XmlElement)
            SamlFixture
                .CarriedIn(await browser.GetStringAsync($"{application.EntityId}/start"))
                .Response.GetElementsByTagName("Assertion", Assertion)[0]!;

    private static string TextOf(XmlElement element, string name) => element.GetElementsByTagName(name, Assertion)[0]!.InnerText;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, string xml)
    {
        using var form = new FormUrlEncodedContent([new("SAMLRequest", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(xml)))]);
        return await browser.PostAsync(address, form);
    }
}
