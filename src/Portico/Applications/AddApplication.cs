using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Applications;

/// <summary>Adds an application. How users sign in to it is set up afterwards; until then nobody can.</summary>
public sealed class AddApplication(OperationRunner runner, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<AddApplication.Request, AddApplication.Result>(runner)
{
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request : ApplicationFields
    {
        /// <summary>What key signs what the application is told.</summary>
        [Display(Name = "Signing key")]
        [EnumDataType(typeof(SamlKeyKind), ErrorMessage = "Choose a kind of key.")]
        public SamlKeyKind SigningKey { get; set; }
    }

    public sealed record Result(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        made = await pool.TakeAsync(request.SigningKey, ct);
        return null;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
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

        work.Db.Add(application);
        SamlFoundation.AddSettings(application, keyring, work);
        SamlFoundation.AddKey(application, made!, keyring, work);
        work.Record(new ApplicationAdded(application.Id, application.Name, work.ChangesOf(application)));
        return new Result(application.Id, application.Name);
    }
}
