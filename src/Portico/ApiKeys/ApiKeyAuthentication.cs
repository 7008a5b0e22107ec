using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portico.Platform.Access;
using Portico.Platform.Http.Api;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;

namespace Portico.ApiKeys;

/// <summary>
/// Says of each request to the API who sends it, by its key: in the header <c>x-api-key</c>, or as a bearer token (RFC 6750 §2.1).
/// Cookies count for nothing there, so that no page of another site can use the API with a browser's session.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Caller caller,
    FindApiKey find,
    RecordApiKeyUse use
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string HeaderName = "x-api-key";

    private const string Bearer = "Bearer ";
    private const string Realm = "Bearer realm=\"Portico\"";

    private Problem? refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        SessionAuthentication.Locate(Context, caller);
        if (KeyOf(Request) is not { } given)
        {
            return AuthenticateResult.NoResult();
        }

        if (!SessionCookie.IsSafeFor(Context))
        {
            return Refuse(new HttpsRequired());
        }

        if (ApiKeyText.Read(given) is not { } key)
        {
            return Refuse(new InvalidApiKey());
        }

        var found = await find.RunAsync(new(key), Context.RequestAborted);
        if (!found.Succeeded)
        {
            return Refuse(found.Problem is NotFound ? new InvalidApiKey() : found.Problem);
        }

        if (found.Value.LastUsedAt is not { } last || last + RecordApiKeyUse.Interval <= TimeProvider.GetUtcNow())
        {
            if ((await use.RunAsync(new(key), Context.RequestAborted)).Problem is NotFound)
            {
                // It was revoked in this very moment.
                return Refuse(new InvalidApiKey());
            }
        }

        caller.Is(found.Value.Who);
        var id = found.Value.Who.Key!.Id.ToString();
        return AuthenticateResult.Success(
            new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], SchemeName)), SchemeName)
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // RFC 6750 §3: which scheme would do; nothing about the key when none was given.
        if (refusal is null or Unauthenticated)
        {
            Response.Headers.WWWAuthenticate = refusal is null ? Realm : $"{Realm}, error=\"invalid_token\"";
        }

        return ApiProblems.WriteAsync(Context, [refusal ?? new ApiKeyMissing()]);
    }

    private AuthenticateResult Refuse(Problem problem)
    {
        refusal = problem;
        return AuthenticateResult.Fail(problem.Code);
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(HeaderName, out var own))
        {
            return own.ToString();
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }
}

/// <summary>The key came unencrypted, for anyone on the way to read.</summary>
public sealed record HttpsRequired()
    : Forbidden("https-required", "Send API keys over https only. This one has travelled in the clear: revoke it and make another.");

/// <summary>There was no key.</summary>
public sealed record ApiKeyMissing()
    : Unauthenticated("api-key-missing", "Send an API key in the header x-api-key, or as a bearer token in the header Authorization.");

/// <summary>The one answer to a key that never was, has expired or was revoked.</summary>
public sealed record InvalidApiKey()
    : Unauthenticated("invalid-api-key", "This API key does not work: it is mistyped, has expired or was revoked.");
