using System.Net;
using System.Xml;
using Microsoft.Extensions.DependencyInjection;
using Portico.Applications;
using Portico.Applications.Catalog;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.SingleSignOn.Saml;
using Portico.Tests.Support;

namespace Portico.Tests.Applications.Catalog;

/// <summary>An application of the catalogue is set up when it is added, and its page says what remains to be done.</summary>
public sealed class AddApplicationFromCatalogTests(SamlFixture fixture) : IClassFixture<SamlFixture>
{
    private static readonly ServiceCatalog catalog = new();

    private Person Anna => fixture.Portal.Anna;

    [Fact]
    public async Task It_has_the_services_settings_and_a_key_and_the_event_names_the_service()
    {
        var id = (await AddAsync("slack", ("workspace", " Acme-1 "))).Require().Id;

        var settings = (await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();
        Assert.True(settings.IsSetUp);
        Assert.Equal(("https://slack.com", "slack"), (settings.EntityId, settings.CatalogId));
        Assert.Equal(new SamlAcs { Url = "https://Acme-1.slack.com/sso/saml", IsDefault = true }, Assert.Single(settings.AcsEndpoints));
        Assert.Equal(SamlValueSource.Email, settings.Attributes.Single(a => a.Name is "User.Email").Source);
        var certificates = (await Anna.Does<ListSamlCertificates>().RunAsync(fixture.Acme, new() { Id = id })).Require();
        Assert.Equal(SamlCertificateState.Signing, Assert.Single(certificates.Results).State);
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        var added = Assert.Single(view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == id).ToList());
        Assert.Equal("application-added-from-catalog", added.Type);
        Assert.Contains("for Slack", added.Summary, StringComparison.Ordinal);
        Assert.Contains("https://Acme-1.slack.com/sso/saml", added.ChangesJson, StringComparison.Ordinal);
        Assert.DoesNotContain("CfDJ8", added.ChangesJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_service_can_be_added_and_kept()
    {
        foreach (var service in catalog.All)
        {
            var request = Request(service.Id) with { Values = ServiceCatalogTests.Examples(service) };
            var id = (await Anna.Does<AddApplicationFromCatalog>().RunAsync(fixture.Acme, request)).Require().Id;
            var settings = (await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();
            // What was kept is taken as it is when somebody saves it by hand.
            (await Anna.Does<UpdateSamlSettings>().RunAsync(fixture.Acme, UpdateSamlSettings.Request.Of(id, settings))).Require();
            var after = (await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();
            Assert.Equal((service.Id, settings.Version), (after.CatalogId, after.Version));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_the_values_is_said_at_once_and_by_its_field()
    {
        var refused = await AddAsync("aws-iam", ("account", "12"), ("account", "123456789012"), ("shoe", "42"));

        Assert.Equal(
            ["Values", "Values", "Values[0].Value", "Values[1].Name", "Values[2].Name"],
            refused.Problems.Select(p => p.Field!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(new NotInCatalog(), (await AddAsync("no-such-service")).Problem);
        Assert.Equal("Values[0].Value", (await AddAsync("slack", ("workspace", "evil.example/"))).Problem!.Field);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_nothing_is_left_of_it()
    {
        var request = Request("dropbox");
        (await Anna.Does<AddApplicationFromCatalog>().RunAsync(fixture.Acme, request)).Require();

        var refused = await Anna.Does<AddApplicationFromCatalog>().RunAsync(fixture.Acme, request);

        Assert.Equal(new ApplicationNameTaken(request.Name), refused.Problem);
        var found = (await Anna.Does<ListApplications>().RunAsync(fixture.Acme, new() { Search = request.Name })).Require();
        Assert.Equal(1, found.TotalCount);
    }

    [Fact]
    public async Task A_user_signs_in_to_it_and_is_told_of_as_the_service_wants_it()
    {
        var request = Request("slack") with { Values = [new() { Name = "workspace", Value = "acme" }] };
        var id = (await Anna.Does<AddApplicationFromCatalog>().RunAsync(fixture.Acme, request)).Require().Id;
        var application = new SamlApplication(fixture, id, request.Name, new TestServiceProvider("slack", fixture.Portal.Clock.GetUtcNow));
        var eve = await fixture.AddUserAsync();
        await application.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);

        var carried = SamlFixture.CarriedIn(await browser.GetStringAsync($"/o/{fixture.Acme}/saml/{id}/start"));

        Assert.Equal("https://acme.slack.com/sso/saml", carried.Action);
        var response = carried.Response.DocumentElement!;
        var assertion = (XmlElement)response.GetElementsByTagName("Assertion", "urn:oasis:names:tc:SAML:2.0:assertion")[0]!;
        var certificate = (await application.CertificatesAsync())[0];
        Assert.True(TestServiceProvider.Verifies(response, certificate));
        Assert.True(TestServiceProvider.Verifies(assertion, certificate));
        Assert.Contains($"Name=\"User.Email\"", assertion.OuterXml, StringComparison.Ordinal);
        Assert.Contains(eve.Email, assertion.OuterXml, StringComparison.Ordinal);
        Assert.Contains("nameid-format:persistent", assertion.OuterXml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_page_says_what_to_do_with_the_values_to_put_in()
    {
        var id = (await AddAsync("cisco-meraki", ("shard", "n27"), ("organization", "m9ZEgb"), ("id", "abc"), ("role", "full")))
            .Require()
            .Id;
        var certificate = (await Anna.Does<ListSamlCertificates>().RunAsync(fixture.Acme, new() { Id = id })).Require().Results[0];
        using var browser = fixture.Server.BrowserOf(Anna);

        var page = await browser.GetStringAsync($"/organizations/{fixture.Acme}/applications/{id}");

        Assert.Contains("At Cisco Meraki Dashboard", page, StringComparison.Ordinal);
        Assert.Contains("From public documentation, untested.", page, StringComparison.Ordinal);
        using var x509 = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(certificate.Pem);
        Assert.Contains(string.Join(':', x509.Thumbprint.Chunk(2).Select(c => new string(c))), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_is_searched_and_filtered_by_whoever_administers_and_by_nobody_else()
    {
        var omar = fixture.Portal.AddOrganizationAdministrator(fixture.Acme, "Omar", fixture.NewName("Owner"));
        var found = (await omar.Does<ListCatalogServices>().RunAsync(new() { Search = "GITHUB", Limit = 1 })).Require();
        Assert.Equal((2, "github-enterprise"), (found.TotalCount, Assert.Single(found.Results).Id));
        var network = (await omar.Does<ListCatalogServices>().RunAsync(new() { Category = CatalogCategory.Network })).Require();
        Assert.Contains("globalprotect", network.Results.Select(s => s.Id));
        Assert.All(network.Results, s => Assert.Equal(CatalogCategory.Network, s.Category));

        using var nobody = fixture.Portal.Services.CreateScope();
        Assert.Equal(new NothingHere(), (await nobody.ServiceProvider.GetRequiredService<ListCatalogServices>().RunAsync(new())).Problem);
        var eve = await fixture.AddUserAsync();
        Assert.Equal(
            new NothingHere(),
            (await ((GetCatalogService)eve.Does(typeof(GetCatalogService))).RunAsync(new() { Id = "slack" })).Problem
        );
        using var browser = fixture.Server.BrowserOf(Anna);
        using var missing = await browser.GetAsync($"/organizations/{fixture.Acme}/applications/catalog/no-such-service");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private AddApplicationFromCatalog.Request Request(string service) =>
        new()
        {
            CatalogId = service,
            Name = fixture.NewName("From catalogue "),
            SigningKey = service is "slack" or "cisco-meraki" ? SamlKeyKind.Rsa2048 : SamlKeyKind.EcdsaP256,
        };

    private Task<Outcome<AddApplication.Result>> AddAsync(string service, params (string Name, string Value)[] values) =>
        Anna.Does<AddApplicationFromCatalog>()
            .RunAsync(
                fixture.Acme,
                Request(service) with
                {
                    Values = [.. values.Select(v => new CatalogValue { Name = v.Name, Value = v.Value })],
                }
            );
}
