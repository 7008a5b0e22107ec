using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>The document as text, made when it is first asked for: the routes do not change while the server runs, and anyone may ask.</summary>
public sealed class ApiDocumentText([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents)
{
    private readonly Lazy<Task<string>> text = new(() => WriteAsync(documents));

    public Task<string> ReadAsync() => text.Value;

    private static async Task<string> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        await using var written = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        document.SerializeAsV31(new OpenApiJsonWriter(written));
        return written + "\n";
    }
}
