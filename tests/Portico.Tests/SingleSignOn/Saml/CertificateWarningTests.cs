using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portico.Applications;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>Those who may mend it are warned of certificates that end, in time and once each.</summary>
public sealed class CertificateWarningTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;

    public async ValueTask InitializeAsync() => acme = (await portal.AddOrganizationsAsync("Acme"))[0];

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_the_certificate_that_signs_60_30_and_7_days_before_once_each_and_to_those_who_may_mend_it()
    {
        var id = await AddAsync("Wiki");
        var owner = portal.AddOrganizationAdministrator(acme, "Olga", "Owner");
        portal.AddOrganizationAdministrator(acme, "Rolf", "Reader", Role.ReadOnly);
        portal.AddTechnician(portal.Northwind, "Hanna", "Helper", Role.HelpDesk);
        var elsewhere = (await portal.AddOrganizationsAsync("Bolt"))[0];
        portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Manager, elsewhere);
        var end = await EndAsync(id);

        foreach (
            var (days, isDue) in new[]
            {
                (61, false),
                (60, true),
                (59, false),
                (30, true),
                (29, false),
                (7, true),
                (6, false),
                (0, false),
                (-9, false),
            }
        )
        {
            portal.Clock.SetUtcNow(end.AddDays(-days));
            var before = Mails();
            await WarnAsync();
            await WarnAsync();
            string[] expected = isDue ? [portal.Anna.Email, owner.Email] : [];
            Assert.Equal(
                $"{days}: {string.Join(", ", expected.Order(StringComparer.Ordinal))}",
                $"{days}: {string.Join(", ", Mails().Skip(before.Count).Order(StringComparer.Ordinal))}"
            );
        }

        Assert.Equal(3, await EventsAsync(id));
    }

    [Fact]
    public async Task One_that_is_replaced_in_time_warns_nobody_and_one_that_is_not_stands_on_the_first_page()
    {
        var (replaced, left) = (await AddAsync("Wiki"), await AddAsync("Desk"));
        var end = await EndAsync(left);
        portal.Clock.SetUtcNow(end.AddDays(-70));
        (
            await portal
                .Anna.Does<RotateSamlCertificate>()
                .RunAsync(
                    acme,
                    new()
                    {
                        Id = replaced,
                        Kind = SamlKeyKind.EcdsaP256,
                        SignsFrom = end.AddDays(-10),
                    }
                )
        ).Require();
        portal.Clock.SetUtcNow(end.AddDays(-20));

        await WarnAsync();

        Assert.Equal((0, 1), (await EventsAsync(replaced), await EventsAsync(left)));
        var home = (await portal.Anna.Does<GetOrganizationHome>().RunAsync(acme, Nothing.Instance)).Require();
        Assert.Equal((left, "Desk", false), Assert.Single(home.EndingCertificates) is var e ? (e.Application, e.Name, e.IsPeers) : default);
    }

    [Fact]
    public async Task Of_the_service_providers_own_certificate_until_there_is_another()
    {
        var id = await AddAsync("Wiki");
        var now = portal.Clock.GetUtcNow();
        await SetCertificateAsync(id, now.AddDays(20));
        await WarnAsync();
        await WarnAsync();
        Assert.Equal(1, await EventsAsync(id));
        Assert.True(
            Assert
                .Single((await portal.Anna.Does<GetOrganizationHome>().RunAsync(acme, Nothing.Instance)).Require().EndingCertificates)
                .IsPeers
        );

        await SetCertificateAsync(id, now.AddDays(400));
        await WarnAsync();
        Assert.Equal(1, await EventsAsync(id));
        Assert.Empty((await portal.Anna.Does<GetOrganizationHome>().RunAsync(acme, Nothing.Instance)).Require().EndingCertificates);

        await SetCertificateAsync(id, now.AddDays(5));
        await WarnAsync();
        Assert.Equal(2, await EventsAsync(id));
    }

    [Fact]
    public async Task Nobody_is_warned_in_a_suspended_organization()
    {
        var id = await AddAsync("Wiki");
        (await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = acme })).Require();
        portal.Clock.SetUtcNow((await EndAsync(id)).AddDays(-5));

        await WarnAsync();

        Assert.Equal(0, await EventsAsync(id));
    }

    private Task WarnAsync() =>
        new CertificateWarnings(
            portal.Services.GetRequiredService<IServiceScopeFactory>(),
            portal.Clock,
            NullLogger<CertificateWarnings>.Instance
        ).WarnAsync(CancellationToken.None);

    private async Task<ObjectId> AddAsync(string name) =>
        (await portal.Anna.Does<AddApplication>().RunAsync(acme, new() { Name = name, SigningKey = SamlKeyKind.EcdsaP256 })).Require().Id;

    private async Task<DateTimeOffset> EndAsync(ObjectId id)
    {
        var certificates = await portal.Anna.Does<ListSamlCertificates>().RunAsync(acme, new() { Id = id });
        return certificates.Require().Results[0].NotAfter;
    }

    private async Task SetCertificateAsync(ObjectId id, DateTimeOffset end)
    {
        var pair = SamlKeyPair.Create(SamlKeyKind.EcdsaP256, "sp", end.AddYears(-1), end);
        var now = (await portal.Anna.Does<GetSamlSettings>().RunAsync(acme, new() { Id = id })).Require();
        var request = UpdateSamlSettings.Request.Of(id, now);
        request.SigningCertificates = System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", pair.Certificate);
        (await portal.Anna.Does<UpdateSamlSettings>().RunAsync(acme, request)).Require();
    }

    private List<string> Mails() =>
        [
            .. portal
                .Mails()
                .Where(m => m.Subject!.Contains("expires soon", StringComparison.Ordinal))
                .Select(m => m.To.Mailboxes.Single().Address),
        ];

    private async Task<int> EventsAsync(ObjectId application)
    {
        await using var view = await portal.InsideAsync(acme);
        return await view
            .Db.Set<OrganizationEvent>()
            .CountAsync(e => e.TargetId == application && e.Type == "application-certificate-ending");
    }
}
