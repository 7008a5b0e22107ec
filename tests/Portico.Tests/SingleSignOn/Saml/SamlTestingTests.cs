using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform.Audit;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;
using Portico.SingleSignOn.Saml.Testing;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>A sign-in is tried out without anybody being signed in: what would be sent, what stands in the way, what is wrong with a request.</summary>
public sealed class SamlTestingTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    [Fact]
    public async Task What_would_be_sent_is_what_is_sent()
    {
        var application = await fixture.AddApplicationAsync();
        await application.ChangeAsync(s =>
        {
            s.NameIdFormat = SamlNameIdFormat.Persistent;
            s.NameIdSource = SamlNameIdSource.Pairwise;
            s.DefaultRelayState = "/start";
            s.Attributes =
            [
                new() { Name = "mail", Source = SamlValueSource.Email },
                new() { Name = "shoe", Source = SamlValueSource.JobTitle },
            ];
        });
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);

        var preview = await PreviewAsync(application, eve.Email.ToUpperInvariant());

        Assert.Empty(preview.Obstacles);
        var sent = preview.Response!;
        Assert.Equal((application.Sp.Acs, application.Sp.EntityId, "/start"), (sent.Acs, sent.Audience, sent.RelayState));
        var attribute = Assert.Single(sent.Attributes);
        Assert.Equal(("mail", eve.Email), (attribute.Name, Assert.Single(attribute.Values)));
        using var browser = fixture.Server.BrowserOf(eve);
        var real = SamlFixture.CarriedIn(await browser.GetStringAsync($"/o/{fixture.Acme}/saml/{application.Id}/start"));
        Assert.Equal(real.Response.GetElementsByTagName("NameID", "*")[0]!.InnerText, sent.NameId);
        Assert.Contains(sent.NameId, sent.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature", sent.Xml, StringComparison.Ordinal);
        Assert.Equal(["application-signed-in"], (await fixture.LogOfAsync(application.Id)).Select(e => e.Type));
    }

    [Fact]
    public async Task All_that_stands_in_the_way_is_said()
    {
        var application = await fixture.AddApplicationAsync();
        await application.ChangeAsync(s =>
            (s.NameIdSource, s.NameIdAttribute, s.RequiresMfa) = (SamlNameIdSource.CustomAttribute, "badge", true)
        );
        (await fixture.Portal.Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, new() { Id = application.Id })).Require();
        var eve = await fixture.AddUserAsync();

        var preview = await PreviewAsync(application, eve.Username);

        Assert.Equal(
            ["application-no-name-id", "application-not-assigned", "application-requires-mfa", "application-suspended"],
            preview.Obstacles.Select(o => o.Code).Order(StringComparer.Ordinal)
        );
        Assert.Null(preview.Response);
        Assert.Contains("no-such-user", (await PreviewAsync(application, "nobody-here")).Obstacles.Select(o => o.Code));
        Assert.Empty(await fixture.LogOfAsync(application.Id));
    }

    [Fact]
    public async Task A_request_is_read_however_it_is_pasted_and_not_used_up()
    {
        var application = await fixture.AddApplicationAsync();
        var sso = await SignInUrlAsync(application);
        var xml = application.Sp.Request(sso);
        var query = TestServiceProvider.Redirect(xml, signed: true, relayState: "/deep");
        string[] pasted =
        [
            $"{sso}?{query}",
            query,
            Uri.UnescapeDataString(TestServiceProvider.Redirect(xml)["SAMLRequest=".Length..]),
            Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(xml)),
            xml,
        ];

        foreach (var text in pasted)
        {
            var result = await VerifyAsync(application, text);
            Assert.Equal((true, null, false), (result.IsAccepted, result.Code, result.IsOld));
            Assert.Contains(
                result.Read,
                p => p is { Name: "Answer goes to" } && string.Equals(p.Value, application.Sp.Acs, StringComparison.Ordinal)
            );
        }

        Assert.Contains((await VerifyAsync(application, pasted[0])).Read, p => p is { Name: "Signature", Value: "verified" });
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        Assert.False(await view.Db.Set<SeenSamlMessage>().AnyAsync(m => m.ApplicationId == application.Id));
        Assert.DoesNotContain(
            view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == application.Id).ToList(),
            e => e.Type.Contains("sign-in", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_first_check_that_fails_is_named()
    {
        var application = await fixture.AddApplicationAsync();
        var (sp, sso) = (application.Sp, await SignInUrlAsync(application));
        var old = new TestServiceProvider(application.Name, () => fixture.Portal.Clock.GetUtcNow().AddHours(-1));

        Assert.Equal(
            "saml-request-issuer",
            (await VerifyAsync(application, new TestServiceProvider("other", fixture.Portal.Clock.GetUtcNow).Request(sso))).Code
        );
        Assert.Equal("saml-request-destination", (await VerifyAsync(application, sp.Request("https://elsewhere.example/sso"))).Code);
        Assert.Equal("saml-request-acs-url", (await VerifyAsync(application, sp.Request(sso, acs: "https://evil.example/acs"))).Code);
        var policy = await VerifyAsync(
            application,
            sp.Request(sso, content: "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>")
        );
        Assert.Equal("saml-name-id-policy", policy.Code);
        var stale = await VerifyAsync(application, old.Request(sso));
        Assert.Equal((true, true), (stale.IsAccepted, stale.IsOld));
        var both = await VerifyAsync(application, old.Request(sso, acs: "https://evil.example/acs"));
        Assert.Equal(("saml-request-acs-url", true), (both.Code, both.IsOld));
        Assert.NotNull((await VerifyAsync(application, "hello")).Code);
        Assert.Equal("saml-xml-dtd", (await VerifyAsync(application, "<!DOCTYPE x []><x/>")).Code);
    }

    /// <summary>As the operations of the test know it, which no server runs.</summary>
    private async Task<string> SignInUrlAsync(SamlApplication application) =>
        (await fixture.Portal.Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = application.Id }))
            .Require()
            .IdentityProvider.SignInUrl;

    private async Task<GetSignInPreview.Result> PreviewAsync(SamlApplication application, string user) =>
        (await fixture.Portal.Anna.Does<GetSignInPreview>().RunAsync(fixture.Acme, new() { Id = application.Id, User = user })).Require();

    private async Task<VerifySamlRequest.Result> VerifyAsync(SamlApplication application, string request) =>
        (
            await fixture.Portal.Anna.Does<VerifySamlRequest>().RunAsync(fixture.Acme, new() { Id = application.Id, SamlRequest = request })
        ).Require();
}
