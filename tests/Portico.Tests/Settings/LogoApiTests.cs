using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Portico.Platform.Http.Api;
using Portico.Platform.Images;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Settings;

/// <summary>/v1/organizations/{id}/logo.</summary>
public sealed class LogoApiTests : ApiTest
{
    private string Path => $"/v1/organizations/{Acme}/logo";

    [Fact]
    public async Task A_logo_is_set_served_replaced_and_removed()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Api.GetAsync(Path)).Status);

        var set = await PutAsync(Pictures.Encode(SKEncodedImageFormat.Png, 64, 32), "image/png");

        Assert.Equal((HttpStatusCode.OK, "{logoHash:text}"), (set.Status, set.Shape));
        var served = await Api.GetAsync(Path);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (served.Status, served.ContentHeaders.ContentType!.MediaType));
        Assert.Equal((string?)set.Json["logoHash"], Convert.ToHexStringLower(SHA256.HashData(served.Bytes)));
        using (var picture = SKBitmap.Decode(served.Bytes))
        {
            Assert.Equal((64, 32), (picture.Width, picture.Height));
        }

        Assert.Equal((string?)set.Json["logoHash"], await HashAsync());
        Assert.Equal(("organization-logo-changed", "Added a logo", KeyName, KeyName), Told(await NewestEventInAcmeAsync()));
        Later();

        await PutAsync(Pictures.Photograph(SKEncodedImageFormat.Jpeg, 600), "image/jpeg");

        Assert.Equal("image/jpeg", (await Api.GetAsync(Path)).ContentHeaders.ContentType!.MediaType);
        Assert.Equal("Changed the logo", (string?)(await NewestEventInAcmeAsync())["summary"]);
        Later();

        AssertDone(await Api.DeleteAsync(Path));

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), ((await Api.GetAsync(Path)).Status, (await Api.GetAsync(Path)).Code));
        Assert.Null(await HashAsync());
        Assert.Equal("Removed the logo", (string?)(await NewestEventInAcmeAsync())["summary"]);
        AssertDone(await Api.DeleteAsync(Path));
    }

    [Fact]
    public async Task What_is_no_logo_is_refused_and_the_one_that_is_there_stays()
    {
        var set = await PutAsync(Pictures.Encode(SKEncodedImageFormat.Webp, 8, 8), "image/webp");
        var refusals = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["logo-empty"] = [],
            ["logo-too-large"] = new byte[LogoImage.MaxUploadSize + 1],
            ["logo-format"] = "GIF89a"u8.ToArray(),
            ["logo-dimensions"] = Pictures.BlackPng(30_000, 30_000),
            ["logo-damaged"] = Pictures.Encode(SKEncodedImageFormat.Png, 64, 64)[..60],
        };

        foreach (var (code, bytes) in refusals)
        {
            var answer = await PutAsync(bytes, "image/png");
            Assert.Equal((HttpStatusCode.BadRequest, $"{code} logo"), (answer.Status, Assert.Single(answer.Errors)));
        }

        var svg = await PutAsync("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "application/octet-stream");
        Assert.Equal((HttpStatusCode.BadRequest, "logo-format"), (svg.Status, svg.Code));
        Assert.Contains("SVG", (string?)svg.Json["detail"], StringComparison.Ordinal);
        Assert.Equal((string?)set.Json["logoHash"], await HashAsync());
    }

    [Fact]
    public async Task A_body_that_is_far_too_large_is_not_read()
    {
        using var content = new ByteArrayContent(new byte[UploadedPicture.MaxBody + 1]);

        // Whoever asks before he sends hears it at once; the connection of others ends while they send.
        var answer = await Api.PutAsync(Path, content, "Expect", "100-continue");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "refused"), (answer.Status, answer.Code));
    }

    private async Task<ApiReply> PutAsync(byte[] picture, string contentType)
    {
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await Api.PutAsync(Path, content);
    }

    private async Task<string?> HashAsync() => (string?)(await Api.GetAsync($"/v1/organizations/{Acme}")).Json["logoHash"];
}
