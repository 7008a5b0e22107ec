using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Fetches the service provider's metadata and says what taking it over would change; nothing is changed.</summary>
public sealed class FindSamlMetadataChanges(OperationRunner runner, ForeignDocuments documents)
    : OrganizationQuery<FindSamlMetadataChanges.Request, FindSamlMetadataChanges.Result>(runner)
{
    private string? url;
    private ServiceProviderMetadata? read;

    [ValidatableType]
    public sealed record Request : IMetadataSource
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>Where it is fetched from; the address that is remembered when nothing is said.</summary>
        [Display(Name = "Metadata URL")]
        [StringLength(SamlFields.UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? MetadataUrl { get; set; }

        /// <summary>Which one is meant, when the document has several; the one that is set up when nothing is said.</summary>
        [Display(Name = "Entity ID")]
        [StringLength(SamlFields.EntityIdMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? EntityId { get; set; }

        string? IMetadataSource.Metadata => null;
        IFormFile? IMetadataSource.File => null;
    }

    /// <param name="MetadataUrl">Where it was fetched from.</param>
    /// <param name="EntityId">Whose it is.</param>
    /// <param name="Changes">Each setting that would change, as it is and as it would be; none when all is as it stands there.</param>
    public sealed record Result(string MetadataUrl, string EntityId, IReadOnlyList<FieldChange> Changes);

    // It connects to where its sender says, so it is for those who may take the answer over.
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Application>().AnyAsync(a => a.Id == request.Id && a.Kind == ApplicationKind.Saml, ct))
        {
            return [new NoSuchApplication()];
        }

        url =
            request.MetadataUrl.Tidied()
            ?? await work
                .Db.Set<SamlSettings>()
                .Where(s => s.ApplicationId == request.Id)
                .Select(s => s.MetadataUrl)
                .SingleOrDefaultAsync(ct);
        return url is null ? [new MetadataUrlMissing()] : [];
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        var metadata = await MetadataSource.FetchAsync(url!, request.EntityId, documents, ct);
        read = metadata.Value;
        return metadata.Problem;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        request.MetadataUrl = url;
        if (MetadataAsSettings.ProblemOf(read!, request, work.Now) is { } problem)
        {
            return problem;
        }

        // Changed here and thrown away: a query saves nothing.
        var settings = await work.Db.Set<SamlSettings>().SingleOrDefaultAsync(s => s.ApplicationId == request.Id, ct);
        if (settings is null)
        {
            settings = new SamlSettings
            {
                OrganizationId = work.Scope.OrganizationId,
                ApplicationId = request.Id,
                SealedPairwiseSecret = "",
            };
            work.Db.Attach(settings);
        }

        MetadataAsSettings.Apply(read!, settings);
        settings.MetadataUrl = url;
        return new Result(url!, read!.EntityId, work.ChangesOf(settings));
    }
}
