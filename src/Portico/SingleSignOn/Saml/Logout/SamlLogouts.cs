using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>Logout messages, and the way they go.</summary>
internal static class SamlLogouts
{
    /// <summary>A logout in which only the one who asked is answered.</summary>
    public static SecretToken AnswerOnly(AccountWork work, ObjectId organization, LogoutInitiator initiator)
    {
        var token = SecretToken.Create();
        work.Db.Add(
            new SamlLogout
            {
                OrganizationId = organization,
                Id = work.NewId(),
                TokenHash = token.Hash,
                InitiatorId = initiator.ApplicationId,
                InitiatorRequestId = initiator.RequestId,
                InitiatorRelayState = initiator.RelayState,
                ExpiresAt = work.Now + SamlLogout.Lifetime,
            }
        );
        return token;
    }

    /// <summary>The way of a message to the service provider: a form, or an address.</summary>
    public static SamlResult<SamlCarriage> Carry(
        SamlSettings settings,
        string address,
        Func<SamlSigner?, SamlResult<SamlOutgoing>> write,
        string? relayState,
        SamlSigner signer
    )
    {
        var isPost = settings.SloBinding is SamlBinding.Post;
        // Inside for HTTP-POST; over the query for HTTP-Redirect (SAML bindings §3.4.4.1).
        var written = write(isPost ? signer : null);
        if (!written.Succeeded)
        {
            return written.Refusal;
        }

        return isPost
            ? new SamlCarriage(PostBinding.Encode(address, written.Value, relayState), Location: null)
            : new SamlCarriage(Form: null, RedirectBinding.Encode(address, written.Value, relayState, signer));
    }
}

/// <summary>How a message leaves: by a form that the browser posts, or by an address that it opens.</summary>
/// <param name="Form">For HTTP-POST.</param>
/// <param name="Location">For HTTP-Redirect.</param>
public sealed record SamlCarriage(PostForm? Form, string? Location);
