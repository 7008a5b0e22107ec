using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Applications;

/// <summary>Adds an application. How users sign in to it is set up afterwards; until then nobody can.</summary>
public sealed class AddApplication(OperationRunner runner, SamlKeyring samlKeys, OpenIdKeyring openIdKeys, SigningKeyPool pool)
    : OrganizationOperation<AddApplication.Request, AddApplication.Result>(runner)
{
    private bool isFirst;
    private IReadOnlyList<MadeKey> made = [];

    [ValidatableType]
    public sealed record Request : ApplicationFields
    {
        /// <summary>By which protocol users sign in to it.</summary>
        [Display(Name = "Protocol")]
        [EnumDataType(typeof(ApplicationKind), ErrorMessage = "Choose a protocol.")]
        public ApplicationKind Kind { get; set; }

        /// <summary>What key signs what the application is told by SAML.</summary>
        [Display(Name = "Signing key")]
        [EnumDataType(typeof(SamlKeyKind), ErrorMessage = "Choose a kind of key.")]
        public SamlKeyKind SigningKey { get; set; }
    }

    public sealed record Result(ObjectId Id, string Name);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => request.Kind is ApplicationKind.OpenIdConnect;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        isFirst = await OpenIdFoundation.LacksKeysAsync(work, ct);
        return [];
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        if (request.Kind is ApplicationKind.Saml)
        {
            made = [await pool.TakeAsync(request.SigningKey, ct)];
        }
        else if (isFirst)
        {
            made = await OpenIdFoundation.TakeKeysAsync(pool, ct);
        }

        return null;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var application = new Application
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Kind = request.Kind,
            Name = request.Name,
            CreatedAt = work.Now,
        };
        if (await request.ApplyToAsync(application, work, ct) is { } taken)
        {
            return taken;
        }

        work.Db.Add(application);
        if (request.Kind is ApplicationKind.Saml)
        {
            SamlFoundation.AddSettings(application, samlKeys, work);
            SamlFoundation.AddKey(application, made[0], samlKeys, work);
        }
        else
        {
            OpenIdFoundation.AddSettings(application, openIdKeys, work);
            await OpenIdFoundation.AddKeysAsync(made, openIdKeys, work, ct);
        }

        work.Record(new ApplicationAdded(application.Id, application.Name, work.ChangesOf(application)));
        return new Result(application.Id, application.Name);
    }
}
