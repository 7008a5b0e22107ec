using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Groups;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>What an application's SAML settings take and refuse, by hand and from metadata; and its certificates.</summary>
public sealed class SamlSettingsTests(GroupsFixture fixture) : IClassFixture<GroupsFixture>
{
    private static readonly TestServiceProvider sp = new("wiki", () => DateTimeOffset.UnixEpoch);

    private Person Anna => fixture.Portal.Anna;

    [Fact]
    public async Task Metadata_fills_in_what_it_knows_and_leaves_the_rest()
    {
        var id = await AddAsync();
        (await UpdateAsync(id, s => s.RequiresMfa = true)).Require();
        const string wanted = """
            <md:AttributeConsumingService index="0"><md:ServiceName xml:lang="en">x</md:ServiceName>
              <md:RequestedAttribute Name="urn:oid:2.5.4.42" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"/>
              <md:RequestedAttribute Name="shoe-size"/>
            </md:AttributeConsumingService>
            """;

        (await ImportAsync(id, sp.Metadata("AuthnRequestsSigned=\"true\"", wanted))).Require();

        var settings = await GetAsync(id);
        Assert.True(settings.IsSetUp);
        Assert.Equal(
            (sp.EntityId, sp.Slo, true, true),
            (settings.EntityId, settings.SloUrl, settings.RequiresSignedRequests, settings.RequiresMfa)
        );
        Assert.Equal(new SamlAcs { Url = sp.Acs, IsDefault = true }, Assert.Single(settings.AcsEndpoints));
        Assert.Equal((SamlNameIdFormat.EmailAddress, SamlNameIdSource.Email), (settings.NameIdFormat, settings.NameIdSource));
        Assert.Equal(
            new SamlMapping
            {
                Name = "urn:oid:2.5.4.42",
                NameFormat = SamlAttributeNameFormat.Uri,
                Source = SamlValueSource.FirstName,
            },
            Assert.Single(settings.Attributes)
        );
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", settings.SigningCertificates, StringComparison.Ordinal);
        // The same once more changes nothing.
        (await ImportAsync(id, sp.Metadata("AuthnRequestsSigned=\"true\"", wanted))).Require();
        Assert.Equal(settings.Version, (await GetAsync(id)).Version);
    }

    [Theory]
    [InlineData("", "metadata-missing")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "saml-xml-dtd")]
    [InlineData("<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"x\"/>", "saml-metadata-no-sp")]
    public async Task Metadata_that_is_none_is_refused_with_its_reason(string metadata, string code)
    {
        var refused = (await ImportAsync(await AddAsync(), metadata)).Problem!;

        Assert.Equal("Metadata", refused.Field);
        Assert.Equal(code, refused.Code);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://app.example.com/acs")]
    [InlineData("https://user@app.example.com/acs")]
    public async Task Users_are_sent_to_no_such_address(string url)
    {
        var refused = await UpdateAsync(await AddAsync(), s => s.AcsEndpoints = [new() { Url = url }]);

        Assert.Equal("AcsEndpoints[0].Url", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task All_that_does_not_go_together_is_said_at_once()
    {
        var refused = await UpdateAsync(
            await AddAsync(),
            s =>
            {
                s.AcsEndpoints =
                [
                    new() { Url = "https://a.example/1", IsDefault = true },
                    new() { Url = "https://a.example/2", IsDefault = true },
                ];
                s.RequiresSignedRequests = true;
                s.EncryptsAssertions = true;
                s.NameIdSource = SamlNameIdSource.CustomAttribute;
                s.Attributes = [new() { Name = "a", Source = SamlValueSource.Constant }, new() { Name = "a" }];
                s.SloUrl = "ftp://a.example";
            }
        );

        Assert.Equal(
            [
                "AcsEndpoints",
                "AcsEndpoints[1].Index",
                "Attributes[0].Value",
                "Attributes[1].Name",
                "EncryptionCertificate",
                "NameIdAttribute",
                "SigningCertificates",
                "SloUrl",
            ],
            refused.Problems.Select(p => p.Field!).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_change_on_an_old_version_is_refused()
    {
        var id = await AddAsync();
        (await UpdateAsync(id, s => s.SessionMinutes = 60)).Require();

        Assert.Equal(new ChangedMeanwhile(), (await UpdateAsync(id, s => (s.SessionMinutes, s.Version) = (90, 0))).Problem);
        Assert.Equal(60, (await GetAsync(id)).SessionMinutes);
    }

    [Fact]
    public async Task An_application_of_before_gets_a_key_with_its_first_settings()
    {
        var id = await fixture.AddApplicationAsync();
        Assert.Empty(await CertificatesAsync(id));

        (await UpdateAsync(id, s => s.EntityId = "urn:wiki")).Require();

        Assert.Equal(SamlKeyKind.Rsa2048, Assert.Single(await CertificatesAsync(id)).Kind);
        Assert.Equal("urn:wiki", (await GetAsync(id)).EntityId);
    }

    [Fact]
    public async Task No_private_key_lies_in_the_store_or_in_an_event_in_the_clear()
    {
        var id = await AddAsync();
        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        var key = await view.Db.Set<SamlKey>().SingleAsync(k => k.ApplicationId == id);

        Assert.StartsWith("CfDJ8", key.SealedKey, StringComparison.Ordinal);
        var events = await view
            .Db.Set<Portico.Platform.Audit.OrganizationEvent>()
            .Where(e => e.TargetId == id)
            .Select(e => e.ChangesJson)
            .ToListAsync();
        Assert.All(events, e => Assert.DoesNotContain("CfDJ8", e, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_certificate_in_use_stays_and_a_planned_one_can_be_given_up()
    {
        var id = await AddAsync();
        var used = Assert.Single(await CertificatesAsync(id)).Id;
        var now = fixture.Portal.Clock.GetUtcNow();
        var request = new RotateSamlCertificate.Request
        {
            Id = id,
            Kind = SamlKeyKind.EcdsaP256,
            SignsFrom = now.AddDays(7),
        };
        Assert.Equal(
            new KeptTooShort(),
            (await Anna.Does<RotateSamlCertificate>().RunAsync(fixture.Acme, request with { KeepUntil = now.AddDays(1) })).Problem
        );
        var planned = (await Anna.Does<RotateSamlCertificate>().RunAsync(fixture.Acme, request)).Require().Id;
        Assert.Equal([SamlCertificateState.Signing, SamlCertificateState.Next], (await CertificatesAsync(id)).Select(c => c.State));
        Assert.Equal(now.AddDays(37), (await CertificatesAsync(id))[0].PublishedUntil);

        Assert.Equal(new CertificateInUse(), (await RemoveAsync(id, used)).Problem);
        (await RemoveAsync(id, planned)).Require();

        Assert.Null(Assert.Single(await CertificatesAsync(id)).PublishedUntil);
        Assert.Equal(new NoSuchCertificate(), (await RemoveAsync(id, planned)).Problem);
    }

    private async Task<ObjectId> AddAsync() =>
        (
            await Anna.Does<AddApplication>()
                .RunAsync(fixture.Acme, new() { Name = fixture.NewName("Saml "), SigningKey = SamlKeyKind.EcdsaP256 })
        )
            .Require()
            .Id;

    private async Task<GetSamlSettings.Result> GetAsync(ObjectId id) =>
        (await Anna.Does<GetSamlSettings>().RunAsync(fixture.Acme, new() { Id = id })).Require();

    private Task<Outcome<Done>> ImportAsync(ObjectId id, string metadata) =>
        Anna.Does<ImportSamlMetadata>().RunAsync(fixture.Acme, new() { Id = id, Metadata = metadata });

    private async Task<Outcome<Done>> UpdateAsync(ObjectId id, Action<UpdateSamlSettings.Request> change)
    {
        var request = UpdateSamlSettings.Request.Of(id, await GetAsync(id));
        change(request);
        return await Anna.Does<UpdateSamlSettings>().RunAsync(fixture.Acme, request);
    }

    private async Task<IReadOnlyList<ListSamlCertificates.Row>> CertificatesAsync(ObjectId id) =>
        (await Anna.Does<ListSamlCertificates>().RunAsync(fixture.Acme, new() { Id = id })).Require().Results;

    private Task<Outcome<Done>> RemoveAsync(ObjectId id, ObjectId certificate) =>
        Anna.Does<RemoveSamlCertificate>().RunAsync(fixture.Acme, new() { Id = id, CertificateId = certificate });
}
