using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Images;
using Portico.Platform.Operations;
using Portico.Tests.Platform.Images;
using Portico.Tests.SingleSignOn.OpenIdConnect;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Applications;

/// <summary>An application's logo is made anew from an upload, and shown where users and administrators meet the application.</summary>
public sealed class ApplicationLogoTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    private static readonly byte[] Small = Pictures.Encode(SKEncodedImageFormat.Png, 8, 8);

    private Person Anna => fixture.Portal.Anna;

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Keeps_a_picture_made_anew_and_never_the_upload(SKEncodedImageFormat format)
    {
        var client = await fixture.AddClientAsync();
        byte[] upload = [.. Pictures.Encode(format, 1_024, 512), .. "<script>"u8];

        var set = (await SetAsync(client, upload)).Require();

        var kept = (await ReadAsync(Anna, client.Id, set.LogoHash)).Require();
        Assert.Equal("image/png", kept.ContentType);
        Assert.Equal(-1, kept.Content.AsSpan().IndexOf("<script>"u8));
        using var picture = SKBitmap.Decode(kept.Content);
        Assert.Equal((512, 256), (picture.Width, picture.Height));
        var shown = (await Anna.Does<GetApplication>().RunAsync(fixture.Acme, new() { Id = client.Id })).Require();
        Assert.Equal(set.LogoHash, shown.LogoHash);
    }

    [Fact]
    public async Task Refuses_what_is_no_logo_and_keeps_the_one_that_is_there()
    {
        var client = await fixture.AddClientAsync();
        var set = (await SetAsync(client, Small)).Require();

        Assert.Equal(LogoRefused.Empty, (await SetAsync(client, [])).Problem);
        Assert.Equal(LogoRefused.TooLarge, (await SetAsync(client, new byte[LogoImage.MaxUploadSize + 1])).Problem);
        Assert.Equal(LogoRefused.Svg, (await SetAsync(client, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())).Problem);
        Assert.Equal(LogoRefused.Format, (await SetAsync(client, "GIF89a"u8.ToArray())).Problem);
        Assert.Equal(LogoRefused.Damaged, (await SetAsync(client, Small[..(Small.Length / 2)])).Problem);
        Assert.Equal(LogoRefused.Dimensions(30_000, 30_000), (await SetAsync(client, Pictures.BlackPng(30_000, 30_000))).Problem);
        Assert.Equal("Logo", (await Anna.Does<SetApplicationLogo>().RunAsync(fixture.Acme, new() { Id = client.Id })).Problem?.Field);
        Assert.True((await ReadAsync(Anna, client.Id, set.LogoHash)).Succeeded);
    }

    [Fact]
    public async Task Tells_in_the_activity_what_became_of_the_logo()
    {
        var client = await fixture.AddClientAsync();
        await SetAsync(client, Small);
        await SetAsync(client, Small);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await SetAsync(client, Pictures.Photograph(SKEncodedImageFormat.Jpeg, 600));
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await RemoveAsync(Anna, client.Id)).Succeeded);
        Assert.True((await RemoveAsync(Anna, client.Id)).Succeeded);

        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        var events = (await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == client.Id).ToListAsync())
            .Where(e => e.Type.Contains("logo", StringComparison.Ordinal))
            .OrderBy(e => e.At)
            .Select(e => (e.Type, e.Changes[0].Old, e.Changes[0].New))
            .ToList();
        var jpeg = events[1].New!;
        Assert.Matches("^JPEG, [0-9]+ KiB$", jpeg);
        Assert.Equal(
            [
                ("application-logo-changed", null, "PNG, 1 KiB"),
                ("application-logo-changed", "PNG, 1 KiB", jpeg),
                ("application-logo-removed", jpeg, null),
            ],
            events
        );
        Assert.Equal(new NothingHere(), (await ReadAsync(Anna, client.Id, hash: null)).Problem);
    }

    [Fact]
    public async Task Another_organization_has_no_part_in_it_and_who_may_only_read_changes_nothing()
    {
        var client = await fixture.AddClientAsync();
        var set = (await SetAsync(client, Small)).Require();
        var nina = fixture.Portal.AddOrganizationAdministrator(fixture.Bolt, "Nina", fixture.NewName("Neighbour"));
        var rita = fixture.Portal.AddOrganizationAdministrator(fixture.Acme, "Rita", fixture.NewName("Reader"), Role.ReadOnly);

        Assert.Equal(new NothingHere(), (await ReadAsync(nina, client.Id, set.LogoHash)).Problem);
        var fromBolt = await nina.Does<GetApplicationLogo>().RunAsync(fixture.Bolt, new() { Id = client.Id, Hash = set.LogoHash });
        Assert.Equal(new NothingHere(), fromBolt.Problem);
        Assert.True((await ReadAsync(rita, client.Id, hash: null)).Succeeded);
        Assert.Equal(new RoleTooWeak(), (await SetAsync(client, Small, rita)).Problem);
        Assert.Equal(new RoleTooWeak(), (await RemoveAsync(rita, client.Id)).Problem);
    }

    [Fact]
    public async Task Users_see_it_on_the_tile_and_on_the_way_and_nobody_else_does()
    {
        var client = await fixture.AddClientAsync(s => s.InitiateLoginUri = $"https://{s.RedirectUris[0].Split('/')[2]}/start");
        var hash = (await SetAsync(client, Small)).Require().LogoHash;
        var (eve, ben) = (await fixture.AddUserAsync(client), await fixture.Portal.AddUserAsync(fixture.Bolt, fixture.NewName("ben")));
        using var browser = fixture.Server.BrowserOf(eve);
        using var neighbour = fixture.Server.BrowserOf(ben);
        using var nobody = fixture.Server.Browser();
        var address = $"/o/{fixture.Acme}/applications/{client.Id}/logo/{hash}";

        Assert.Contains(address, await browser.GetStringAsync($"/o/{fixture.Acme}/home"), StringComparison.Ordinal);
        Assert.Contains(address, await browser.GetStringAsync(client.Authorize(changes: ("prompt", "consent"))), StringComparison.Ordinal);
        using var logo = await browser.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (logo.StatusCode, logo.Content.Headers.ContentType?.MediaType));
        Assert.Equal("nosniff", Assert.Single(logo.Headers.GetValues("X-Content-Type-Options")));
        foreach (var (who, at) in new[] { (nobody, address), (neighbour, address), (browser, address[..^1] + "x") })
        {
            using var refused = await who.GetAsync(at);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }
    }

    [Fact]
    public async Task It_goes_with_its_application()
    {
        var client = await fixture.AddClientAsync();
        await SetAsync(client, Small);

        (await Anna.Does<RemoveApplication>().RunAsync(fixture.Acme, new() { Id = client.Id, Name = client.Name })).Require();

        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        Assert.False(await view.Db.Set<ApplicationLogo>().AnyAsync(l => l.ApplicationId == client.Id));
    }

    private Task<Outcome<SetApplicationLogo.Result>> SetAsync(TestClient client, byte[] content, Person? person = null)
    {
        var file = new FormFile(new MemoryStream(content), 0, content.Length, "Logo", "logo.png") { Headers = new HeaderDictionary() };
        return (person ?? Anna).Does<SetApplicationLogo>().RunAsync(fixture.Acme, new() { Id = client.Id, Logo = file });
    }

    private Task<Outcome<Done>> RemoveAsync(Person person, ObjectId application) =>
        person.Does<RemoveApplicationLogo>().RunAsync(fixture.Acme, new() { Id = application });

    private Task<Outcome<GetApplicationLogo.Result>> ReadAsync(Person person, ObjectId application, string? hash) =>
        person.Does<GetApplicationLogo>().RunAsync(fixture.Acme, new() { Id = application, Hash = hash });
}
