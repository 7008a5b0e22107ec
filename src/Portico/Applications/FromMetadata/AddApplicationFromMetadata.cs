using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.Applications.FromMetadata;

/// <summary>Adds an application that is set up from its service provider's metadata.</summary>
public sealed class AddApplicationFromMetadata(OperationRunner runner, ForeignDocuments documents, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<AddApplicationFromMetadata.Request, AddApplication.Result>(runner)
{
    private ServiceProviderMetadata? read;
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request : ApplicationFields, IMetadataSource
    {
        /// <summary>Where it is fetched from: an https address, which is remembered.</summary>
        [Display(Name = "Metadata URL")]
        [StringLength(SamlFields.UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? MetadataUrl { get; set; }

        /// <summary>The service provider's metadata document, instead of its address: XML with one EntityDescriptor.</summary>
        [StringLength(MetadataSource.TextMaxLength, ErrorMessage = "Use at most {1} characters, or send it as a file.")]
        public string? Metadata { get; set; }

        /// <summary>The same as a file, from a page.</summary>
        [JsonIgnore]
        public IFormFile? File { get; set; }

        /// <summary>Which one is meant, when the document has several.</summary>
        [Display(Name = "Entity ID")]
        [StringLength(SamlFields.EntityIdMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? EntityId { get; set; }

        /// <summary>What key signs what the application is told.</summary>
        [Display(Name = "Signing key")]
        [EnumDataType(typeof(SamlKeyKind), ErrorMessage = "Choose a kind of key.")]
        public SamlKeyKind SigningKey { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        var metadata = await MetadataSource.ReadAsync(request, documents, ct);
        if (!metadata.Succeeded)
        {
            return metadata.Problem;
        }

        read = metadata.Value;
        made = await pool.TakeAsync(request.SigningKey, ct);
        return null;
    }

    protected internal override async Task<Outcome<AddApplication.Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (MetadataAsSettings.ProblemOf(read!, request, work.Now) is { } problem)
        {
            return problem;
        }

        var application = new Application
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Kind = ApplicationKind.Saml,
            Name = request.Name,
            CreatedAt = work.Now,
        };
        if (await request.ApplyToAsync(application, work, ct) is { } taken)
        {
            return taken;
        }

        work.Db.Add(application);
        var saml = SamlFoundation.AddSettings(application, keyring, work);
        MetadataAsSettings.Apply(read!, saml);
        saml.MetadataUrl = request.MetadataUrl.Tidied();
        SamlFoundation.AddKey(application, made!, keyring, work);
        work.Record(
            new ApplicationAddedFromMetadata(application.Id, application.Name, [.. work.ChangesOf(application), .. work.ChangesOf(saml)])
        );
        return new AddApplication.Result(application.Id, application.Name);
    }
}

public sealed record ApplicationAddedFromMetadata(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields)
    : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Added the application {Name} from its metadata";
}
