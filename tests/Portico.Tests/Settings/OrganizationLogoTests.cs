using Microsoft.AspNetCore.Http;
using Portico.Platform.Access;
using Portico.Platform.Images;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Settings;

public sealed class OrganizationLogoTests : SettingsTest
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Keeps_a_picture_made_anew_and_never_the_upload(SKEncodedImageFormat format)
    {
        byte[] upload = [.. Pictures.Encode(format, 64, 32), .. "<script>"u8];

        var set = (await Set(Omar, upload)).Require();

        var kept = (await Read(Omar, set.LogoHash)).Require();
        Assert.Equal("image/png", kept.ContentType);
        Assert.Equal(set.LogoHash, kept.Hash);
        Assert.Equal(-1, kept.Content.AsSpan().IndexOf("<script>"u8));
        using var picture = SKBitmap.Decode(kept.Content);
        Assert.Equal((64, 32), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task The_name_and_type_that_come_with_an_upload_say_nothing()
    {
        Assert.True((await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8), "logo.svg", "image/svg+xml")).Succeeded);
        Assert.Equal(
            LogoRefused.Svg,
            (await Set(Omar, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "logo.png", "image/png")).Problem
        );
    }

    [Fact]
    public async Task Refuses_what_is_no_logo_and_keeps_the_one_that_is_there()
    {
        var set = (await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8))).Require();

        Assert.Equal(LogoRefused.Empty, (await Set(Omar, [])).Problem);
        Assert.Equal(LogoRefused.TooLarge, (await Set(Omar, new byte[LogoImage.MaxUploadSize + 1])).Problem);
        Assert.Equal(LogoRefused.Format, (await Set(Omar, "GIF89a"u8.ToArray())).Problem);
        Assert.Equal(LogoRefused.Dimensions(30_000, 30_000), (await Set(Omar, Pictures.BlackPng(30_000, 30_000))).Problem);
        Assert.Equal("Logo", (await Omar.Does<SetOrganizationLogo>().RunAsync(Acme, new())).Problem?.Field);
        Assert.Equal(set.LogoHash, (await Read(Omar, null)).Require().Hash);
    }

    [Fact]
    public async Task An_address_with_another_hash_answers_nothing()
    {
        var first = (await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8))).Require();
        var second = (await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 9, 9))).Require();

        Assert.NotEqual(first.LogoHash, second.LogoHash);
        foreach (var hash in new[] { first.LogoHash, "", "\0", second.LogoHash.ToUpperInvariant() })
        {
            Assert.Equal(new NothingHere(), (await Read(Omar, hash)).Problem);
        }

        Assert.Equal(second.LogoHash, (await Read(Omar, second.LogoHash)).Require().Hash);
        Assert.Equal(second.LogoHash, (await General()).LogoHash);
    }

    [Fact]
    public async Task Tells_in_the_activity_what_became_of_the_logo()
    {
        await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));
        Later();
        (await Set(Anna, Pictures.Photograph(SKEncodedImageFormat.Jpeg, 600))).Require();
        Later();
        await Remove(Omar);

        var told = (await EventsAsync()).Take(3).Select(e => (e.Summary, e.Changes[0].Old, e.Changes[0].New)).ToList();
        var jpeg = told[1].New!;
        Assert.Matches("^JPEG, [0-9]+ KiB$", jpeg);
        Assert.Equal(
            [("Removed the logo", jpeg, null), ("Changed the logo", "PNG, 1 KiB", jpeg), ("Added a logo", null, "PNG, 1 KiB")],
            told
        );
    }

    [Fact]
    public async Task The_same_picture_again_is_no_change()
    {
        var picture = Pictures.Encode(SKEncodedImageFormat.Png, 8, 8);
        await Set(Omar, picture);
        var events = (await EventsAsync()).Count;

        Assert.True((await Set(Omar, picture)).Succeeded);

        Assert.Equal(events, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task Removes_the_logo_and_then_has_nothing_more_to_remove()
    {
        await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));

        Assert.True((await Remove(Omar)).Succeeded);
        Assert.True((await Remove(Omar)).Succeeded);

        Assert.Null((await General()).LogoHash);
        Assert.Equal(new NothingHere(), (await Read(Omar, null)).Problem);
        Assert.Single(await EventsAsync(), e => e.Type is "organization-logo-removed");
    }

    [Fact]
    public async Task Another_organization_has_no_part_in_it()
    {
        var set = (await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8))).Require();
        var bolt = Add("Bolt");
        var nina = Portal.AddOrganizationAdministrator(bolt, "Nina", "Neighbour");

        Assert.Equal(new NothingHere(), (await Read(nina, set.LogoHash)).Problem);
        Assert.Equal(new NothingHere(), (await Remove(nina)).Problem);
        Assert.Equal(new NothingHere(), (await nina.Does<GetOrganizationLogo>().RunAsync(bolt, new() { Hash = set.LogoHash })).Problem);
    }

    [Fact]
    public async Task A_role_that_may_only_read_sees_it_and_cannot_change_it()
    {
        var reader = Portal.AddOrganizationAdministrator(Acme, "Rita", "Reader", Role.ReadOnly);
        await Set(Omar, Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));

        Assert.True((await Read(reader, null)).Succeeded);
        Assert.Equal(new RoleTooWeak(), (await Set(reader, Pictures.Encode(SKEncodedImageFormat.Png, 9, 9))).Problem);
        Assert.Equal(new RoleTooWeak(), (await Remove(reader)).Problem);
    }

    private async Task<GetGeneralSettings.Result> General() =>
        (await Anna.Does<GetGeneralSettings>().RunAsync(Acme, Nothing.Instance)).Require();

    private Task<Outcome<SetOrganizationLogo.Result>> Set(
        Person person,
        byte[] content,
        string name = "logo.png",
        string contentType = "image/png"
    )
    {
        var file = new FormFile(new MemoryStream(content), 0, content.Length, "Logo", name)
        {
            Headers = new HeaderDictionary(),
            ContentType = contentType,
        };
        return person.Does<SetOrganizationLogo>().RunAsync(Acme, new() { Logo = file });
    }

    private Task<Outcome<Done>> Remove(Person person) => person.Does<RemoveOrganizationLogo>().RunAsync(Acme, Nothing.Instance);

    private Task<Outcome<GetOrganizationLogo.Result>> Read(Person person, string? hash) =>
        person.Does<GetOrganizationLogo>().RunAsync(Acme, new() { Hash = hash });
}
