using Microsoft.AspNetCore.Http;
using Portico.Applications;
using Portico.Applications.FromMetadata;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Groups;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>Metadata that is fetched: taken over, remembered, looked at again.</summary>
public sealed class MetadataByUrlTests(GroupsFixture fixture) : IClassFixture<GroupsFixture>, IAsyncLifetime
{
    private readonly TestServiceProvider sp = new("desk", () => DateTimeOffset.UnixEpoch);
    private LoopbackSite site = null!;
    private string metadata = "";

    private Person Anna => fixture.Portal.Anna;

    public async ValueTask InitializeAsync()
    {
        metadata = sp.Metadata();
        site = await LoopbackSite.StartAsync(context => context.Response.WriteAsync(metadata));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task It_is_taken_over_and_its_address_remembered_until_other_metadata_comes()
    {
        var id = await AddAsync();

        (await ImportAsync(id, r => r.MetadataUrl = $" {site.UrlOf("/metadata")} ")).Require();

        var settings = await GetAsync(id);
        Assert.Equal((sp.EntityId, site.UrlOf("/metadata")), (settings.EntityId, settings.MetadataUrl));
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        var events = view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == id).ToList();
        Assert.Contains(
            site.UrlOf("/metadata"),
            events.Single(e => e.Type is "saml-metadata-imported").ChangesJson,
            StringComparison.Ordinal
        );

        (await ImportAsync(id, r => r.Metadata = metadata)).Require();
        Assert.Null((await GetAsync(id)).MetadataUrl);
    }

    [Fact]
    public async Task What_would_change_is_shown_and_nothing_changed()
    {
        var id = await AddAsync();
        Assert.Equal(new MetadataUrlMissing(), (await PreviewAsync(id)).Problem);
        (await ImportAsync(id, r => r.MetadataUrl = site.UrlOf("/metadata"))).Require();
        var before = await GetAsync(id);
        Assert.Empty((await PreviewAsync(id)).Require().Changes);

        metadata = metadata.Replace(sp.Acs, "https://desk.example/new/acs", StringComparison.Ordinal);
        var preview = (await PreviewAsync(id)).Require();

        var change = Assert.Single(preview.Changes);
        Assert.Equal("Assertion consumer services", change.Field);
        Assert.Contains(sp.Acs, change.Old, StringComparison.Ordinal);
        Assert.Contains("https://desk.example/new/acs", change.New, StringComparison.Ordinal);
        var after = await GetAsync(id);
        Assert.Equal((before.Version, sp.Acs), (after.Version, after.AcsEndpoints[0].Url));
        (await ImportAsync(id, r => r.MetadataUrl = preview.MetadataUrl)).Require();
        Assert.Equal("https://desk.example/new/acs", (await GetAsync(id)).AcsEndpoints[0].Url);
    }

    [Fact]
    public async Task An_application_of_before_is_shown_all_of_it()
    {
        var id = await fixture.AddApplicationAsync();

        var preview = await Anna.Does<FindSamlMetadataChanges>()
            .RunAsync(fixture.Acme, new() { Id = id, MetadataUrl = site.UrlOf("/metadata") });

        Assert.Contains(
            preview.Require().Changes,
            c => c.Field is "Entity ID" && string.Equals(c.New, sp.EntityId, StringComparison.Ordinal)
        );
        Assert.Null((await GetAsync(id)).EntityId);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_by_the_address()
    {
        var id = await AddAsync();
        Task<Outcome<Done>> From(string path) => ImportAsync(id, r => r.MetadataUrl = site.UrlOf(path));

        metadata = "<html><body>Sign in</body></html>";
        Assert.Equal("MetadataUrl", (await From("/metadata")).Problem!.Field);
        metadata = "no XML at all";
        Assert.Equal("MetadataUrl", (await From("/metadata")).Problem!.Field);
        metadata = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>";
        Assert.Equal("saml-xml-dtd", (await From("/metadata")).Problem!.Code);
        metadata = new string(' ', MetadataSource.MaxBytes + 1);
        Assert.Equal("document-too-large", (await From("/metadata")).Problem!.Code);
        // The fixture allows 127.0.0.1, and nothing else of this machine.
        var inside = await ImportAsync(id, r => r.MetadataUrl = "https://127.0.0.2/metadata");
        Assert.Equal(("address-not-allowed", "MetadataUrl"), (inside.Problem!.Code, inside.Problem.Field));
        var both = await ImportAsync(id, r => (r.MetadataUrl, r.Metadata) = (site.UrlOf("/metadata"), sp.Metadata()));
        Assert.Equal("metadata-twice", both.Problem!.Code);
        Assert.Null((await GetAsync(id)).EntityId);
    }

    [Fact]
    public async Task An_application_is_added_from_it_at_once()
    {
        var request = new AddApplicationFromMetadata.Request
        {
            Name = fixture.NewName("Desk "),
            MetadataUrl = site.UrlOf("/metadata"),
            SigningKey = SamlKeyKind.EcdsaP256,
        };

        var id = (await Anna.Does<AddApplicationFromMetadata>().RunAsync(fixture.Acme, request)).Require().Id;

        var settings = await GetAsync(id);
        Assert.True(settings.IsSetUp);
        Assert.Equal((sp.EntityId, request.MetadataUrl), (settings.EntityId, settings.MetadataUrl));
        var again = await Anna.Does<AddApplicationFromMetadata>().RunAsync(fixture.Acme, request);
        Assert.Equal(new ApplicationNameTaken(request.Name), again.Problem);
        var nothing = await Anna.Does<AddApplicationFromMetadata>().RunAsync(fixture.Acme, new() { Name = fixture.NewName("Desk ") });
        Assert.Equal("metadata-missing", nothing.Problem!.Code);
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        Assert.Equal(
            "application-added-from-metadata",
            Assert.Single(view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == id).ToList()).Type
        );
    }

    private async Task<ObjectId> AddAsync() =>
        (
            await Anna.Does<AddApplication>()
                .RunAsync(fixture.Acme, new() { Name = fixture.NewName("Fetched "), SigningKey = SamlKeyKind.EcdsaP256 })
        )
            .Require()
            .Id;

    private Task<Outcome<Done>> ImportAsync(ObjectId id, Action<ImportSamlMetadata.Request> fill)
    {
        var request = new ImportSamlMetadata.Request { Id = id };
        fill(request);
        return Anna.Does<ImportSamlMetadata>().RunAsync(fixture.Acme, request);
    }

    private Task<Outcome<FindSamlMetadataChanges.Result>> PreviewAsync(ObjectId id) =>
        Anna.Does<FindSamlMetadataChanges>().RunAsync(fixture.Acme, new() { Id = id });

    private async Task<GetSamlSettings.Result> GetAsync(ObjectId id) =>
        (await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();
}
