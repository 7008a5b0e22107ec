using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Portico.Platform.Http.Api.Description;
using Portico.Platform.Ui;

namespace Portico.Platform.Http.Api;

/// <summary>
/// The reference to read and try: Scalar over our document. The page is ours and the script is the package's, from this server; the
/// content security policy lets it talk to nobody else.
/// </summary>
public static class ApiReference
{
    public const string Path = "/docs/api";
    public const string ScriptPath = "/docs/api/scalar.js";

    private static readonly System.Reflection.Assembly Scalar = typeof(global::Scalar.AspNetCore.ScalarOptions).Assembly;

    private static readonly string Page = Write();

    public static void MapApiReference(this IEndpointRouteBuilder routes)
    {
        // Its styles are in its script, which writes them into the page.
        routes
            .MapGet(Path, () => TypedResults.Content(Page, "text/html; charset=utf-8"))
            .WithMetadata(new InlineStylesMetadata())
            .AllowAnonymous()
            .ExcludeFromDescription();
        routes.MapGet(ScriptPath, GetScript).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The package carries it compressed.</summary>
    private static FileStreamHttpResult GetScript(HttpContext context)
    {
        var script = Scalar.GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
        var headers = context.Response.Headers;
        // Its address changes with the package's version.
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Stream(new GZipStream(script, CompressionMode.Decompress), "text/javascript; charset=utf-8");
        }

        headers.ContentEncoding = "gzip";
        return TypedResults.Stream(script, "text/javascript; charset=utf-8");
    }

    private static string Write() =>
        $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>Portico API</title>
              <link rel="icon" type="image/svg+xml" href="{PageIcon.AddressOf(accent: null)}">
              <link rel="stylesheet" href="/css/reference.css">
            </head>
            <body>
              <noscript>The reference needs JavaScript. What it shows is in <a href="{ApiDocument.Path}">the OpenAPI document</a>.</noscript>
              <div id="api-reference" data-configuration="{WebUtility.HtmlEncode(Configuration)}"></div>
              <script src="{ScriptPath}?v={Scalar.GetName().Version}"></script>
            </body>
            </html>

            """;

    /// <summary>
    /// Nothing that leaves this server: no proxy, no fonts, no telemetry, no assistant, no other tools of the maker. A key that is typed in
    /// is forgotten with the page.
    /// </summary>
    private const string Configuration = $$"""
        {
          "url": "{{ApiDocument.Path}}",
          "proxyUrl": "",
          "telemetry": false,
          "withDefaultFonts": false,
          "agent": { "disabled": true },
          "mcp": { "disabled": true },
          "externalUrls": { "dashboardUrl": "", "registryUrl": "", "proxyUrl": "", "apiBaseUrl": "" },
          "hideClientButton": true,
          "showDeveloperTools": "never",
          "persistAuth": false,
          "defaultHttpClient": { "targetKey": "shell", "clientKey": "curl" }
        }
        """;
}
