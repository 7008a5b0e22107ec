using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>The key with which a client proves who it is (private_key_jwt).</summary>
internal sealed class ClientKey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Its public half, as the settings take it.</summary>
    public string Keys
    {
        get
        {
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(key.ExportParameters(false))));
            return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"one","use":"sig","x":"{{jwk.X}}","y":"{{jwk.Y}}"}]}""";
        }
    }

    /// <param name="client">Whose.</param>
    /// <param name="jti">What it is called; null for none.</param>
    /// <param name="counts">For how long it counts.</param>
    public string Assertion(TestClient client, string? jti, TimeSpan counts)
    {
        var now = client.Fixture.Portal.Clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = client.Id.ToString() };
        if (jti is not null)
        {
            claims["jti"] = jti;
        }

        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = client.Id.ToString(),
                Audience = client.Issuer,
                TokenType = "client-authentication+jwt",
                Claims = claims,
                Expires = now + counts,
                IssuedAt = now,
                NotBefore = now,
                SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "one" }, "ES256"),
            }
        );
    }

    public void Dispose() => key.Dispose();
}
