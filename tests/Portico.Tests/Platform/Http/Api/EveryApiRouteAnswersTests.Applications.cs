using Microsoft.AspNetCore.Http;
using Portico.Tests.Platform.Images;
using Portico.Tests.SingleSignOn.Saml;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Platform.Http.Api;

public sealed partial class EveryApiRouteAnswersTests
{
    private async Task ApplicationsAsync(string acme, string application)
    {
        await OkAsync("GET", $"{acme}/applications");
        await OkAsync("GET", application);
        await OkAsync("GET", "/v1/catalog?search=slack");
        await OkAsync(
            "POST",
            $"{acme}/applications/from-catalog",
            """{ "name": "Slack", "catalogId": "slack", "values": [{ "name": "workspace", "value": "acme" }] }"""
        );
        await OkAsync("PATCH", application, """{ "description": "What everyone knows" }""");
        await OkAsync("POST", $"{application}/suspend");
        await OkAsync("POST", $"{application}/restore");
        await OkAsync("GET", $"{application}/saml");
        await OkAsync("PATCH", $"{application}/saml", """{ "acsEndpoints": [{ "url": "https://wiki.example/acs" }] }""");
        var metadata = new TestServiceProvider("wiki", portal.Clock.GetUtcNow).Metadata();
        await OkAsync("POST", $"{application}/saml/metadata", new { metadata });
        await using var site = await LoopbackSite.StartAsync(context => context.Response.WriteAsync(metadata));
        var metadataUrl = site.UrlOf("/metadata");
        await OkAsync("POST", $"{application}/saml/metadata/changes", new { metadataUrl });
        await OkAsync("POST", $"{acme}/applications/from-metadata", new { name = "Desk", metadataUrl });
        await OkAsync("GET", $"{application}/saml/sign-in-preview?user=ada");
        await OkAsync("POST", $"{application}/saml/verify-request", """{ "samlRequest": "PHg+" }""");
        await OkAsync("GET", $"{application}/saml/certificates");
        var next = await OkAsync(
            "POST",
            $"{application}/saml/certificates",
            """{ "kind": "ecdsaP256", "signsFrom": "2026-04-01T00:00:00Z" }"""
        );
        await OkAsync("DELETE", $"{application}/saml/certificates/{next.Id}");
        using var picture = new ByteArrayContent(Pictures.Encode(SKEncodedImageFormat.Png, 8, 8));
        await OkAsync("PUT", $"{application}/logo", picture);
        await OkAsync("GET", $"{application}/logo");
        await OkAsync("DELETE", $"{application}/logo");
        await OpenIdAsync(acme);
    }

    private async Task OpenIdAsync(string acme)
    {
        var chat =
            $"{acme}/applications/{(await OkAsync("POST", $"{acme}/applications", """{ "name": "Chat", "kind": "openIdConnect" }""")).Id}";
        await OkAsync("GET", $"{chat}/openid");
        await OkAsync("PATCH", $"{chat}/openid", """{ "redirectUris": ["https://chat.example/callback"] }""");
        await OkAsync("GET", $"{chat}/openid/sign-in-preview?user=ada&scope=openid%20email");
        await OkAsync("POST", $"{chat}/openid/verify-request", """{ "authorizationRequest": "client_id=x" }""");
        var secret = await OkAsync("POST", $"{chat}/openid/secrets", """{ "days": 30 }""");
        await OkAsync("GET", $"{chat}/openid/secrets");
        await OkAsync("DELETE", $"{chat}/openid/secrets/{secret.Id}");
        await OkAsync("GET", $"{acme}/openid/keys");
        await OkAsync("POST", $"{acme}/openid/keys", """{ "hours": 2 }""");
    }
}
