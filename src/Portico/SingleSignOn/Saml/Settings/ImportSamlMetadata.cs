using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Takes an application's settings over from its service provider's metadata.</summary>
public sealed class ImportSamlMetadata(OperationRunner runner, ForeignDocuments documents, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<ImportSamlMetadata.Request, Done>(runner)
{
    private ServiceProviderMetadata? read;
    private bool lacksKey;
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request : IMetadataSource
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The service provider's metadata document: XML with one EntityDescriptor.</summary>
        [StringLength(MetadataSource.TextMaxLength, ErrorMessage = "Use at most {1} characters, or send it as a file.")]
        public string? Metadata { get; set; }

        /// <summary>Where it is fetched from, instead: an https address, which is remembered.</summary>
        [Display(Name = "Metadata URL")]
        [StringLength(SamlFields.UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? MetadataUrl { get; set; }

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
        var metadata = await MetadataSource.ReadAsync(request, documents, ct);
        if (!metadata.Succeeded)
        {
            return metadata.Problem;
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

        if (MetadataAsSettings.ProblemOf(metadata, request, work.Now) is { } problem)
        {
            return problem;
        }

        MetadataAsSettings.Apply(metadata, found.Settings);
        found.Settings.MetadataUrl = request.MetadataUrl.Tidied();
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
