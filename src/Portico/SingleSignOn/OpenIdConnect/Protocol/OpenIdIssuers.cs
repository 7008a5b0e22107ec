using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// The protocol's library is made for one issuer in a process; here each organization is one. Whatever the library asks its options for,
/// it is given those of the organization in the request's address, with that organization's keys and no other's.
/// </summary>
internal sealed class OpenIdIssuers(
    IEnumerable<IConfigureOptions<OpenIddictServerOptions>> setups,
    IEnumerable<IPostConfigureOptions<OpenIddictServerOptions>> finishes,
    OpenIdKeyring keyring,
    OpenIdAddresses addresses,
    IHttpContextAccessor http
) : IOptionsMonitor<OpenIddictServerOptions>, IDisposable
{
    /// <summary>How many issuers are kept made up; about ten kilobytes each.</summary>
    private const int Most = 1_000;

    /// <summary>The library wants one; everything that would be encrypted with it goes through the key ring instead.</summary>
    private static readonly EncryptingCredentials Unused = new(
        new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)),
        SecurityAlgorithms.Aes256KW,
        SecurityAlgorithms.Aes256CbcHmacSha512
    );

    private readonly AsyncLocal<OpenIdIssuer?> rehearsed = new();
    private readonly MemoryCache made = new(new MemoryCacheOptions { SizeLimit = Most });

    public OpenIddictServerOptions CurrentValue =>
        (rehearsed.Value ?? http.HttpContext?.Features.Get<OpenIdIssuer>())?.Options
        ?? throw new InvalidOperationException("No request to an organization's issuer is being answered.");

    public OpenIddictServerOptions Get(string? name) => CurrentValue;

    /// <summary>They change from one request to the next, and are never told of.</summary>
    public IDisposable? OnChange(Action<OpenIddictServerOptions, string?> listener) => null;

    /// <summary>The issuer of an organization, with the keys that it has at the moment.</summary>
    public OpenIdIssuer Of(ObjectId organization, IReadOnlyCollection<OpenIdKey> keys, DateTimeOffset now)
    {
        var published = keys.PublishedAt(now);
        return made.GetOrCreate(
            (organization, string.Join(' ', published.Select(k => k.Id))),
            entry =>
            {
                entry.Size = 1;
                return new OpenIdIssuer(
                    Make(organization, published),
                    Enum.GetValues<OpenIdAlgorithm>()
                        .ToDictionary(a => a, a => published.SigningAt(a, now))
                        .Where(s => s.Value is not null)
                        .ToDictionary(s => s.Key, s => keyring.SignerOf(s.Value!))
                );
            }
        )!;
    }

    /// <summary>Does something as if a request to that issuer were being answered, to try one out.</summary>
    public async Task<T> RehearseAsync<T>(OpenIdIssuer issuer, Func<Task<T>> rehearse)
    {
        rehearsed.Value = issuer;
        try
        {
            return await rehearse();
        }
        finally
        {
            rehearsed.Value = null;
        }
    }

    public void Dispose() => made.Dispose();

    private OpenIddictServerOptions Make(ObjectId organization, IReadOnlyList<OpenIdKey> keys)
    {
        var own = new ConfigureOptions<OpenIddictServerOptions>(options =>
        {
            options.Issuer = new Uri(addresses.IssuerOf(organization));
            options.EncryptionCredentials.Add(Unused);
            options.SigningCredentials.AddRange(keys.Select(keyring.SignerOf));
        });
        return new OptionsFactory<OpenIddictServerOptions>([.. setups, own], finishes).Create(Options.DefaultName);
    }
}

/// <summary>The issuer that a request is for.</summary>
/// <param name="Options">Its addresses, keys and rules.</param>
/// <param name="Signers">What it signs with, by algorithm.</param>
internal sealed record OpenIdIssuer(OpenIddictServerOptions Options, IReadOnlyDictionary<OpenIdAlgorithm, SigningCredentials> Signers)
{
    public SigningCredentials SignerOf(OpenIdAlgorithm algorithm) =>
        Signers.TryGetValue(algorithm, out var signer)
            ? signer
            : throw new InvalidOperationException($"The issuer has no key for {algorithm}.");
}
