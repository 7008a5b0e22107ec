using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using OpenIddict.Abstractions;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Testing;
using Portico.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Testing;

/// <summary>What an application would be told of a user who signs in now, and what stands in the way. Nobody is signed in by it.</summary>
public sealed class GetOpenIdPreview(OperationRunner runner, OpenIdAddresses addresses, OpenIdKeyring keyring)
    : OrganizationQuery<GetOpenIdPreview.Request, GetOpenIdPreview.Result>(runner)
{
    /// <summary>What most applications ask for.</summary>
    public const string UsualScope = "openid profile email";

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The username or e-mail address of the user.</summary>
        [Required(ErrorMessage = "Enter a username or an e-mail address.")]
        [StringLength(254, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string User { get; set; } = "";

        /// <summary>What the application asks for, separated by blanks; nothing for what most ask for.</summary>
        [StringLength(2_000, ErrorMessage = "Use at most {1} characters."), OneLine]
        public string? Scope { get; set; }
    }

    /// <param name="Obstacles">Why the user would not be signed in; none when nothing stands in the way.</param>
    /// <param name="FullName">Of the user; null when there is none of that name.</param>
    /// <param name="Told">What would be told; null while it cannot be said.</param>
    public sealed record Result(IReadOnlyList<SignInObstacle> Obstacles, string? FullName, OpenIdTold? Told);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        var client = new OpenIdClient(found.Application, found.Settings);
        var asked = (string.IsNullOrWhiteSpace(request.Scope) ? UsualScope : request.Scope).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var scopes = asked.Distinct(StringComparer.Ordinal).Where(s => MayAskFor(client, s)).ToList();
        var user = await SignInObstacle.FindUserAsync(request.User, work, ct);
        var obstacles = await SignInObstacle.OfAsync(found.Application, user, work, ct);
        obstacles.AddRange(ObstaclesOf(client, user, asked.Except(scopes, StringComparer.Ordinal)));
        var told = user is null
            ? null
            : await OpenIdTold.OfAsync(
                found.Settings,
                user,
                scopes,
                addresses.IssuerOf(found.Settings.OrganizationId),
                keyring.SubjectOf(found.Settings, user.Id),
                work,
                ct
            );
        return new Result(obstacles, user?.FullName, told);
    }

    private static IEnumerable<SignInObstacle> ObstaclesOf(OpenIdClient client, User? user, IEnumerable<string> refused)
    {
        if (!client.Settings.IsSetUp)
        {
            yield return new("application-not-set-up", "It is not known where users go after signing in: it has no redirect URI.");
        }

        if (client.Settings.RequiresMfa && user is { HasMfa: false })
        {
            yield return SignInObstacle.NoFactor;
        }

        foreach (var scope in refused)
        {
            yield return new(Errors.InvalidScope, $"The application may not ask for {scope}.");
        }
    }

    private static bool MayAskFor(OpenIdClient client, string scope) =>
        scope is Scopes.OpenId
        || (scope is Scopes.OfflineAccess && client.Settings.AllowsRefresh)
        || client.Permissions.Contains(OpenIddictConstants.Permissions.Prefixes.Scope + scope, StringComparer.Ordinal);
}
