using System.Text;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>A request that names a service provider's metadata: by its address, as text or as a file.</summary>
internal interface IMetadataSource
{
    string? Metadata { get; }
    string? MetadataUrl { get; }
    IFormFile? File { get; }
    string? EntityId { get; }
}

/// <summary>Reads metadata from wherever it is.</summary>
internal static class MetadataSource
{
    public const int MaxBytes = 1024 * 1024;
    public const int TextMaxLength = 60_000;

    private const string Accept = "application/samlmetadata+xml, application/xml, text/xml;q=0.9, */*;q=0.1";

    public static async Task<Outcome<ServiceProviderMetadata>> ReadAsync(
        IMetadataSource source,
        ForeignDocuments documents,
        CancellationToken ct
    )
    {
        if (source.MetadataUrl.Tidied() is { } url)
        {
            return source.File is null && source.Metadata.Tidied() is null
                ? await FetchAsync(url, source.EntityId, documents, ct)
                : new MetadataRefused("metadata-twice", "Give the metadata by its address, or itself.", nameof(source.MetadataUrl));
        }

        if (source.File?.Length > MaxBytes)
        {
            return new MetadataRefused("metadata-too-large", "The file is larger than 1 MiB.");
        }

        using var bytes = new MemoryStream();
        if (source.File is { } file)
        {
            await file.CopyToAsync(bytes, ct);
        }
        else
        {
            bytes.Write(Encoding.UTF8.GetBytes(source.Metadata ?? ""));
        }

        return bytes.Length is 0
            ? new MetadataRefused("metadata-missing", "Paste the metadata, choose a file that holds it, or enter its address.")
            : Read(bytes.ToArray(), source.EntityId, nameof(source.Metadata));
    }

    /// <summary>From an address.</summary>
    public static async Task<Outcome<ServiceProviderMetadata>> FetchAsync(
        string url,
        string? entityId,
        ForeignDocuments documents,
        CancellationToken ct
    )
    {
        var fetched = await documents.FetchAsync(url, MaxBytes, Accept, ct);
        return fetched.Refusal is { } refusal
            ? new MetadataRefused(refusal.Code, refusal.Message, nameof(IMetadataSource.MetadataUrl))
            : Read(fetched.Content.ToArray(), entityId, nameof(IMetadataSource.MetadataUrl));
    }

    private static Outcome<ServiceProviderMetadata> Read(byte[] document, string? entityId, string field)
    {
        var metadata = ServiceProviderMetadata.Read(document, entityId.Tidied());
        return metadata.Succeeded ? metadata.Value : new MetadataRefused(metadata.Refusal.Code, metadata.Refusal.Message, field);
    }
}
