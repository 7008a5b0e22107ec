using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Http.Api;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.Testing;

namespace Portico.SingleSignOn.Saml;

/// <summary>The API's SAML settings of an application: /v1/organizations/{id}/applications/{id}/saml.</summary>
public static class SamlApiRoutes
{
    public static void MapSamlApi(this IEndpointRouteBuilder api)
    {
        var saml = api.MapGroup(ApplicationApiRoutes.All + "/{id:id}/saml");
        saml.MapGet(
                "",
                (ObjectId organizationId, ObjectId id, GetSamlSettings get, CancellationToken ct) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct).AsOkAsync(s => s.Version)
            )
            .WithName("organizations.applications.saml.get")
            .WithSummary("Get how users sign in to an application by SAML, and what its service provider must know");
        saml.MapPatch(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Patch<UpdateSamlSettings.Request> patch,
                    IfMatch match,
                    GetSamlSettings get,
                    UpdateSamlSettings update,
                    CancellationToken ct
                ) =>
                    get.RunAsync(organizationId, new() { Id = id }, ct)
                        .ThenAsync(now =>
                            update.RunAsync(
                                organizationId,
                                patch.On(UpdateSamlSettings.Request.Of(id, now)) with
                                {
                                    Version = match.Version ?? now.Version,
                                },
                                ct
                            )
                        )
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(s => s.Version)
            )
            .WithName("organizations.applications.saml.update")
            .WithSummary("Change how users sign in to an application by SAML");
        saml.MapPost(
                "/metadata",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<ImportSamlMetadata.Request> body,
                    ImportSamlMetadata import,
                    GetSamlSettings get,
                    CancellationToken ct
                ) =>
                    import
                        .RunAsync(organizationId, body.Request with { Id = id }, ct)
                        .ThenAsync(_ => get.RunAsync(organizationId, new() { Id = id }, ct))
                        .AsOkAsync(s => s.Version)
            )
            .WithName("organizations.applications.saml.import-metadata")
            .WithSummary("Take the settings over from the service provider's metadata");
        saml.MapPost(
                "/metadata/changes",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<FindSamlMetadataChanges.Request> body,
                    FindSamlMetadataChanges find,
                    CancellationToken ct
                ) => find.RunAsync(organizationId, body.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.saml.find-metadata-changes")
            .WithSummary("Fetch the service provider's metadata, and say what taking it over would change");
        saml.MapGroup("/certificates").MapCertificates();
        saml.MapTesting();
    }

    private static void MapCertificates(this IEndpointRouteBuilder certificates)
    {
        certificates
            .MapGet(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<ListSamlCertificates.Request> query,
                    ListSamlCertificates list,
                    CancellationToken ct
                ) => list.RunAsync(organizationId, query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.saml.certificates.list")
            .WithSummary("List the certificates with which an application's sign-ins are signed");
        certificates
            .MapPost(
                "",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<RotateSamlCertificate.Request> body,
                    RotateSamlCertificate rotate,
                    CancellationToken ct
                ) => rotate.RunAsync(organizationId, body.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.saml.certificates.rotate")
            .WithSummary("Make a new certificate, to take the place of the one in use");
        certificates
            .MapDelete(
                "/{certificateId:id}",
                (ObjectId organizationId, ObjectId id, ObjectId certificateId, RemoveSamlCertificate remove, CancellationToken ct) =>
                    remove.RunAsync(organizationId, new() { Id = id, CertificateId = certificateId }, ct).AsDoneAsync()
            )
            .WithName("organizations.applications.saml.certificates.remove")
            .WithSummary("Take a certificate away that is not in use");
    }

    private static void MapTesting(this IEndpointRouteBuilder saml)
    {
        saml.MapGet(
                "/sign-in-preview",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Query<GetSignInPreview.Request> query,
                    GetSignInPreview preview,
                    CancellationToken ct
                ) => preview.RunAsync(organizationId, query.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.saml.preview-sign-in")
            .WithSummary("Say what an application would be told of a user, and what stands in the way; nobody is signed in");
        saml.MapPost(
                "/verify-request",
                (
                    ObjectId organizationId,
                    ObjectId id,
                    Body<VerifySamlRequest.Request> body,
                    VerifySamlRequest verify,
                    CancellationToken ct
                ) => verify.RunAsync(organizationId, body.Request with { Id = id }, ct).AsOkAsync()
            )
            .WithName("organizations.applications.saml.verify-request")
            .WithSummary("Read a request of the service provider, and say whether it would be answered, and if not, why");
    }
}
