using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Applications.Catalog;

/// <summary>Adds an application for a service of the catalogue: with its sign-in set up, so that only the service has to be told.</summary>
public sealed class AddApplicationFromCatalog(OperationRunner runner, ServiceCatalog catalog, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<AddApplicationFromCatalog.Request, AddApplication.Result>(runner)
{
    private CatalogSettings? settings;
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request : ApplicationFields
    {
        /// <summary>The id of the service in the catalogue.</summary>
        [Display(Name = "Service")]
        [Required(ErrorMessage = "Name a service of the catalogue.")]
        [StringLength(CatalogService.IdMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string CatalogId { get; set; } = "";

        /// <summary>One for each variable of the service.</summary>
        [MaxLength(10, ErrorMessage = "Use at most {1}.")]
        public IReadOnlyList<CatalogValue> Values { get; set; } = [];

        /// <summary>What key signs what the service is told.</summary>
        [Display(Name = "Signing key")]
        [EnumDataType(typeof(SamlKeyKind), ErrorMessage = "Choose a kind of key.")]
        public SamlKeyKind SigningKey { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    /// <summary>Reads nothing of the store: here is where all problems can be said before a key is taken.</summary>
    protected internal override Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        if (catalog.Find(request.CatalogId) is not { } service)
        {
            return Task.FromResult<IReadOnlyList<Problem>>([new NotInCatalog()]);
        }

        var filled = CatalogTemplate.Settings(service, request.Values);
        settings = filled.Value;
        return Task.FromResult(filled.Problems);
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        made = await pool.TakeAsync(request.SigningKey, ct);
        return null;
    }

    protected internal override async Task<Outcome<AddApplication.Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
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

        var service = catalog.Find(request.CatalogId)!;
        work.Db.Add(application);
        var saml = SamlFoundation.AddSettings(application, keyring, work);
        SamlFieldsCheck.Apply(settings!, saml);
        saml.CatalogId = service.Id;
        SamlFoundation.AddKey(application, made!, keyring, work);
        work.Record(
            new ApplicationAddedFromCatalog(
                application.Id,
                application.Name,
                service.Name,
                [.. work.ChangesOf(application), .. work.ChangesOf(saml)]
            )
        );
        return new AddApplication.Result(application.Id, application.Name);
    }
}

public sealed record ApplicationAddedFromCatalog(ObjectId Id, string Name, string Service, IReadOnlyList<FieldChange> Fields)
    : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Added the application {Name} from the catalogue, for {Service}";
}

/// <summary>The catalogue has no service of this id.</summary>
public sealed record NotInCatalog()
    : Invalid("not-in-catalog", "The catalogue has no such service.", nameof(AddApplicationFromCatalog.Request.CatalogId));
