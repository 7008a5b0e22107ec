using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// An assertion with which a client proves who it is (private_key_jwt) counts once (OpenID Connect Core §9, jti): what it is called is
/// remembered until it ends, which therefore must be soon.
/// </summary>
internal sealed class TakeAssertionsOnce(OpenIdTurn turn) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    /// <summary>The type of what is remembered; never that of a token that was given out.</summary>
    public const string Type = "client_assertion_seen";

    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseScopedHandler<TakeAssertionsOnce>()
        // It is signed by the client, for this issuer, and says what it must.
        .SetOrder(OpenIddictServerHandlers.ValidateClientAssertionWellknownClaims.Descriptor.Order + 500)
        .Build();

    /// <summary>How long one may count; with what clocks may differ by.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromHours(1) + TimeSpan.FromMinutes(3);

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertionPrincipal is not { } assertion)
        {
            return;
        }

        var (work, ends) = (turn.Work, assertion.GetExpirationDate());
        if (assertion.GetClaim(Claims.JwtId) is not { Length: > 0 } name)
        {
            context.Reject(Errors.InvalidClient, "The client assertion has no 'jti', which tells it from every other.");
            return;
        }

        if (ends is null || ends > work.Now + Most)
        {
            context.Reject(Errors.InvalidClient, "The client assertion must end within an hour.");
            return;
        }

        if (turn.Client is not { } client || !string.Equals(assertion.GetClaim(Claims.Subject), client.ClientId, StringComparison.Ordinal))
        {
            context.Reject(Errors.InvalidClient, "The client assertion is not about the client.");
            return;
        }

        var hash = NameOf(client, name);
        await work.TakeTurnAsync($"client-assertion:{hash}", context.CancellationToken);
        if (await OpenIdQueries.Of(work).TokenByReference(work.Db, hash, context.CancellationToken) is not null)
        {
            work.Record(new ApplicationAssertionReplayed(client.Id, client.Application.Name));
            context.Reject(Errors.InvalidClient, "The client assertion was used already.");
            return;
        }

        work.Db.Add(
            new OpenIdToken
            {
                OrganizationId = work.Scope.OrganizationId,
                Id = work.NewId(),
                ApplicationId = client.Id,
                Type = Type,
                Status = Statuses.Redeemed,
                ReferenceHash = hash,
                CreatedAt = work.Now,
                ExpiresAt = ends,
            }
        );
    }

    /// <summary>Each client has names of its own; no reference that was given out reads like this.</summary>
    private static string NameOf(OpenIdClient client, string name) =>
        "jti:"
        + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{client.ClientId}\n{name}")))
        );
}
