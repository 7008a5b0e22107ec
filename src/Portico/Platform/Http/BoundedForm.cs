using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Portico.Platform.Http;

/// <summary>
/// A multipart form read once, within bounds: a file keeps at most one byte more than it may have, the rest of the body is read and
/// thrown away, so that the browser finishes sending and then reads the answer.
/// </summary>
internal sealed class BoundedForm(HttpContext context, int maxFileSize) : IFormFeature
{
    /// <summary>How much is read and thrown away before the connection is given up: what a person chooses by mistake is smaller.</summary>
    private const long MaxBody = 256L * 1024 * 1024;

    private const int MaxFiles = 4;
    private const int MaxFields = 100;
    private const int MaxFieldLength = 64 * 1024;

    private Task<IFormCollection>? reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Anti-forgery has read the form by then.</summary>
    public IFormCollection ReadForm() => Form ?? throw new InvalidOperationException("The form has not been read.");

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        Form is not null ? Task.FromResult(Form) : reading ??= ReadOnceAsync(cancellationToken);

    private async Task<IFormCollection> ReadOnceAsync(CancellationToken ct)
    {
        try
        {
            return Form = await ReadAsync(ct);
        }
        catch
        {
            // The page that tells of it is rendered for the same request; it has no form to look at.
            Form = FormCollection.Empty;
            throw;
        }
    }

    private async Task<FormCollection> ReadAsync(CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBody;
        }

        var fields = new KeyValueAccumulator();
        var files = new FormFileCollection();
        var reader = new MultipartReader(Boundary(), context.Request.Body);
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (fields.ValueCount >= MaxFields || files.Count >= MaxFiles)
            {
                throw new BadHttpRequestException("The form has too many fields.");
            }

            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (disposition.IsFileDisposition())
            {
                // Where nothing was chosen a browser sends an empty file without a name.
                var file = await ReadFileAsync(section, name, disposition, ct);
                if (file.Length > 0 || file.FileName.Length > 0)
                {
                    files.Add(file);
                }
            }
            else
            {
                fields.Append(name, Encoding.UTF8.GetString(await ReadFieldAsync(section.Body, ct)));
            }
        }

        return new FormCollection(fields.GetResults(), files);
    }

    private async Task<FormFile> ReadFileAsync(
        MultipartSection section,
        string name,
        ContentDispositionHeaderValue disposition,
        CancellationToken ct
    )
    {
        var kept = new MemoryStream();
        await CopyAsync(section.Body, kept, maxFileSize + 1, ct);
        var fileName = HeaderUtilities.RemoveQuotes(
            StringSegment.IsNullOrEmpty(disposition.FileNameStar) ? disposition.FileName : disposition.FileNameStar
        );
        return new FormFile(kept, 0, kept.Length, name, fileName.ToString()) { Headers = new HeaderDictionary(section.Headers ?? []) };
    }

    private static async Task<byte[]> ReadFieldAsync(Stream body, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        await CopyAsync(body, kept, MaxFieldLength + 1, ct);
        return kept.Length <= MaxFieldLength ? kept.ToArray() : throw new BadHttpRequestException("A field of the form is too long.");
    }

    /// <summary>Copies up to a number of bytes, and reads the rest to its end.</summary>
    private static async Task CopyAsync(Stream from, MemoryStream to, int most, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, ct)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, (int)Math.Min(read, most - to.Length)), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string Boundary()
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(context.Request.ContentType).Boundary).ToString();
        return boundary.Length is > 0 and <= 70 ? boundary : throw new BadHttpRequestException("The form has no boundary.");
    }
}
