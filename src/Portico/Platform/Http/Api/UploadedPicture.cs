using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Portico.Platform.Images;

namespace Portico.Platform.Http.Api;

/// <summary>A picture as the body of a request, cut to one byte more than it may have: its operation says what is wrong with it.</summary>
public sealed class UploadedPicture : IEndpointParameterMetadataProvider
{
    /// <summary>Bodies beyond this are not read at all.</summary>
    public const int MaxBody = 4 * LogoImage.MaxUploadSize;

    private UploadedPicture(IFormFile file) => File = file;

    public IFormFile File { get; }

    public static async ValueTask<UploadedPicture> BindAsync(HttpContext context)
    {
        var buffer = new byte[LogoImage.MaxUploadSize + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return new UploadedPicture(new FormFile(new MemoryStream(buffer, 0, length), 0, length, "logo", "logo"));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["image/png", "image/jpeg", "image/webp", "application/octet-stream"], typeof(Stream)));
}
