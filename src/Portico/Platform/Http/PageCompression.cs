using System.IO.Compression;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.ResponseCompression;

namespace Portico.Platform.Http;

/// <summary>
/// The page shows a secret (of an authenticator, recovery codes). It goes out uncompressed: from the length of a compressed answer that
/// also repeats something of the request, a secret could be guessed letter by letter (BREACH).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsSecretAttribute : Attribute;

/// <summary>Compresses the pages of who has signed in: a list of 25 rows is a seventh of its size then. Assets are compressed at build.</summary>
public static class PageCompression
{
    public static IServiceCollection AddPageCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/html"];
        });
        // More than the fastest costs more time than it saves on the way.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        return services;
    }

    public static IApplicationBuilder UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => MayCompress(context.GetEndpoint()), compressed => compressed.UseResponseCompression());

    private static bool MayCompress(Endpoint? endpoint) =>
        endpoint is not null
        && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && endpoint.Metadata.GetMetadata<ShowsSecretAttribute>() is null;
}
