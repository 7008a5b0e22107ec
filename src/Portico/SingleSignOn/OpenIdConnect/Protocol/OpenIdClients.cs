using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>Tells clients by their secrets. A secret is 256 random bits, so that a quick hash is as good as a slow one.</summary>
internal sealed class OpenIdClients(
    IOpenIddictApplicationCache<OpenIdClient> cache,
    ILogger<OpenIddictApplicationManager<OpenIdClient>> log,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OpenIdClient> store
) : OpenIddictApplicationManager<OpenIdClient>(cache, log, options, store)
{
    /// <param name="secret">What the client sent.</param>
    /// <param name="comparand">The hashes of those that count.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    protected override ValueTask<bool> ValidateClientSecretAsync(
        string secret,
        string comparand,
        CancellationToken cancellationToken = default
    )
    {
        if (SecretToken.Read(secret) is not { } token)
        {
            return new(false);
        }

        var hash = Encoding.ASCII.GetBytes(token.Hash);
        return new(
            Array.Exists(comparand.Split(' '), known => CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(known)))
        );
    }
}
