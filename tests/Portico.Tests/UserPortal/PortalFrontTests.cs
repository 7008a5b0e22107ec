using System.Net;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using Portico.UserPortal.Front;

namespace Portico.Tests.UserPortal;

public sealed class PortalFrontTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Is_found_by_id_and_by_slug_whatever_its_case()
    {
        (await SetSlugAsync(acme, "acme-dental")).Require();

        foreach (var address in new[] { acme.ToString(), "acme-dental", "Acme-Dental" })
        {
            var front = (await FindAsync(address)).Require();
            Assert.Equal((acme, "Acme", "/o/acme-dental"), (front.Id, front.Name, front.Path));
        }

        Assert.Equal($"/o/{bolt}", (await FindAsync(bolt.ToString())).Require().Path);
    }

    [Fact]
    public async Task Answers_alike_for_what_never_was_is_suspended_or_is_to_be_deleted()
    {
        await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = acme });
        await portal.Anna.Does<DeleteManagedOrganization>().RunAsync(new() { OrganizationId = bolt, Name = "Bolt" });

        foreach (
            var address in new[] { acme.ToString(), bolt.ToString(), portal.NewId().ToString(), "nobody", "", "ä'\"", new string('x', 500) }
        )
        {
            Assert.Equal((address, new NothingHere()), (address, (await FindAsync(address)).Problem));
        }
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("acme-")]
    [InlineData("ac me")]
    [InlineData("acmé")]
    [InlineData("0123456789abcdef01234567")]
    [InlineData("portico")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Refuses_an_address_that_is_none(string slug) => Assert.Equal("Slug", (await SetSlugAsync(acme, slug)).Problem?.Field);

    [Fact]
    public async Task An_address_is_one_organizations_and_is_free_again_when_given_up()
    {
        (await SetSlugAsync(acme, "dental")).Require();
        Assert.Equal(new PortalAddressTaken(), (await SetSlugAsync(bolt, "dental")).Problem);

        (await SetSlugAsync(acme, "")).Require();
        (await SetSlugAsync(bolt, "dental")).Require();
        Assert.Equal(bolt, (await FindAsync("dental")).Require().Id);
    }

    [Fact]
    public async Task The_logo_is_anybodys_under_the_hash_of_its_content()
    {
        await using var server = await TestServer.StartAsync(portal);
        await using var picture = new MemoryStream(Pictures.BlackPng(64, 64));
        var file = new Microsoft.AspNetCore.Http.FormFile(picture, 0, picture.Length, "logo", "logo.png");
        (await portal.Anna.Does<SetOrganizationLogo>().RunAsync(acme, new() { Logo = file })).Require();
        var url = (await FindAsync(acme.ToString())).Require().LogoUrl!;
        using var browser = server.Browser();

        using var shown = await browser.GetAsync(url);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (shown.StatusCode, shown.Content.Headers.ContentType?.MediaType));
        Assert.Equal("public, max-age=31536000, immutable", shown.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(url[..^1] + "z")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await browser.GetAsync(url.Replace(acme.ToString(), bolt.ToString(), StringComparison.Ordinal))).StatusCode
        );

        await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = acme });
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(url)).StatusCode);
    }

    private Task<Outcome<GetPortalFront.Result>> FindAsync(string address) => portal.Anonymously<GetPortalFront>().RunAsync(new(address));

    private async Task<Outcome<Done>> SetSlugAsync(ObjectId organization, string slug)
    {
        var now = (await portal.Anna.Does<GetGeneralSettings>().RunAsync(organization, Nothing.Instance)).Require();
        return await portal.Anna.Does<UpdateGeneralSettings>().RunAsync(organization, now.Settings with { Slug = slug });
    }
}
