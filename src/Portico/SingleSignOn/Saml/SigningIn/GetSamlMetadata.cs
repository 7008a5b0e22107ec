using System.Security.Cryptography;
using System.Text;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Metadata;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>What a service provider must know of the identity provider of its application; anybody may read it.</summary>
public sealed class GetSamlMetadata(OperationRunner runner, SamlAddresses addresses, SamlKeyring keyring)
    : AccountQuery<GetSamlMetadata.Request, GetSamlMetadata.Result>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    /// <param name="ApplicationId">The application in the address.</param>
    public sealed record Request(string? Portal, ObjectId ApplicationId);

    /// <param name="Document">In UTF-8, signed.</param>
    /// <param name="Name">What the file is called when it is saved.</param>
    public sealed record Result(ReadOnlyMemory<byte> Document, string Name);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await SamlPeer.FindAsync(work, request.Portal, request.ApplicationId, ct) is not { } peer)
        {
            return new NothingHere();
        }

        var here = addresses.Of(peer.Organization.Id, peer.Application.Id);
        var published = peer.Keys.PublishedAt(work.Now);
        var metadata = new IdentityProviderMetadata
        {
            // The same document has the same ID.
            Id =
                "_"
                + Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes($"{here.EntityId} {string.Join(' ', published.Select(k => k.Id))}"))
                )[..40],
            EntityId = here.EntityId,
            SigningCertificates = [.. published.Select(k => (ReadOnlyMemory<byte>)k.Certificate)],
            SingleSignOnServices = [new(SamlBindings.Redirect, here.SignInUrl), new(SamlBindings.Post, here.SignInUrl)],
            SingleLogoutServices = [new(SamlBindings.Redirect, here.LogoutUrl), new(SamlBindings.Post, here.LogoutUrl)],
            NameIdFormats = [SamlNames.UriOf(peer.Settings.NameIdFormat)!],
            WantAuthnRequestsSigned = peer.Settings.RequiresSignedRequests,
        };
        var written = metadata.Write(keyring.SignerOf(peer.Keys.SigningAt(work.Now)!));
        return written.Succeeded
            ? new Result(written.Value, $"portico-{peer.Application.Id}.xml")
            : throw new InvalidOperationException($"{written.Refusal.Code}: {written.Refusal.Message}");
    }
}
