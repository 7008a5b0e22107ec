using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Takes an application's settings over from its service provider's metadata.</summary>
public sealed class ImportSamlMetadata(OperationRunner runner, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<ImportSamlMetadata.Request, Done>(runner)
{
    public const int MaxBytes = 1024 * 1024;
    public const int TextMaxLength = 60_000;

    private ServiceProviderMetadata? read;
    private bool lacksKey;
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The service provider's metadata document: XML with one EntityDescriptor.</summary>
        [StringLength(TextMaxLength, ErrorMessage = "Use at most {1} characters, or send it as a file.")]
        public string? Metadata { get; set; }

        /// <summary>The same as a file, from a page.</summary>
        [JsonIgnore]
        public IFormFile? File { get; set; }

        /// <summary>Which one is meant, when the document has several.</summary>
        [Display(Name = "Entity ID")]
        [StringLength(SamlFields.EntityIdMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? EntityId { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        (lacksKey, var missing) = await SamlFoundation.LacksKeyAsync(request.Id, work, ct);
        return missing;
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        if (request.File?.Length > MaxBytes)
        {
            return new MetadataRefused("metadata-too-large", "The file is larger than 1 MiB.");
        }

        using var bytes = new MemoryStream();
        if (request.File is { } file)
        {
            await file.CopyToAsync(bytes, ct);
        }
        else
        {
            bytes.Write(Encoding.UTF8.GetBytes(request.Metadata ?? ""));
        }

        if (bytes.Length is 0)
        {
            return new MetadataRefused("metadata-missing", "Paste the metadata, or choose a file that holds it.");
        }

        var metadata = ServiceProviderMetadata.Read(bytes.ToArray(), request.EntityId.Tidied());
        if (!metadata.Succeeded)
        {
            return MetadataRefused.Of(metadata.Refusal);
        }

        read = metadata.Value;
        made = lacksKey ? await pool.TakeAsync(SamlKeyKind.Rsa2048, ct) : null;
        return null;
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var metadata = read ?? throw new InvalidOperationException("The metadata has not been read.");
        if (await SamlFoundation.FindAsync(request.Id, keyring, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        if (metadata.ValidUntil <= work.Now)
        {
            return new MetadataRefused("metadata-expired", "The metadata says that it is valid no longer. Ask for newer metadata.");
        }

        if (MetadataAsSettings.ProblemOf(metadata) is { } problem)
        {
            return problem;
        }

        MetadataAsSettings.Apply(metadata, found.Settings);
        if (made is not null)
        {
            SamlFoundation.AddKey(found.Application, made, keyring, work);
        }

        if (work.ChangesOf(found.Settings) is { Count: > 0 } changes)
        {
            work.Record(new SamlMetadataImported(request.Id, found.Application.Name, changes));
        }

        return Done.Instance;
    }
}

public sealed record SamlMetadataImported(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Took the sign-in settings of {Name} over from its metadata";
}
