using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Portico.Users.Files;

/// <summary>A CSV file as the body of a request, cut to one byte more than it may have: its operation says what is wrong with it.</summary>
public sealed class UploadedCsv : IEndpointParameterMetadataProvider
{
    /// <summary>Bodies beyond this are not read at all.</summary>
    public const int MaxBody = 2 * UserFile.MaxBytes;

    private UploadedCsv(IFormFile file) => File = file;

    public IFormFile File { get; }

    public static async ValueTask<UploadedCsv> BindAsync(HttpContext context)
    {
        var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0 && kept.Length <= UserFile.MaxBytes)
        {
            kept.Write(buffer, 0, read);
        }

        return new UploadedCsv(new FormFile(kept, 0, kept.Length, "file", "users.csv"));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["text/csv", "application/octet-stream"], typeof(Stream)));
}
