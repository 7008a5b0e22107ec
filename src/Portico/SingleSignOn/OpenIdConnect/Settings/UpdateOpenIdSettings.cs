using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>Changes how users sign in to an application by OpenID Connect, and what the application may ask for.</summary>
public sealed class UpdateOpenIdSettings(OperationRunner runner) : OrganizationOperation<UpdateOpenIdSettings.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : OpenIdFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(ObjectId application, GetOpenIdSettings.Result now) =>
            new()
            {
                Id = application,
                Version = now.Version,
                ClientType = now.ClientType,
                Authentication = now.Authentication,
                ClientKeys = now.ClientKeys,
                RedirectUris = now.RedirectUris,
                PostLogoutRedirectUris = now.PostLogoutRedirectUris,
                AllowsCode = now.AllowsCode,
                AllowsRefresh = now.AllowsRefresh,
                AllowsClientCredentials = now.AllowsClientCredentials,
                AllowsDevice = now.AllowsDevice,
                RequiresPkce = now.RequiresPkce,
                RequiresPushedRequests = now.RequiresPushedRequests,
                RequiresMfa = now.RequiresMfa,
                SubjectType = now.SubjectType,
                Algorithm = now.Algorithm,
                Claims = now.Claims,
                Scopes = now.Scopes,
                Audience = now.Audience,
                AccessTokenMinutes = now.AccessTokenMinutes,
                RefreshTokenDays = now.RefreshTokenDays,
                InitiateLoginUri = now.InitiateLoginUri,
                BackChannelLogoutUri = now.BackChannelLogoutUri,
                FrontChannelLogoutUri = now.FrontChannelLogoutUri,
                FrontChannelLogoutNamesSession = now.FrontChannelLogoutNamesSession,
            };
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        if (Work.ChangedSince(found.Settings, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (OpenIdFieldsCheck.ProblemsOf(request) is { Count: > 0 } problems)
        {
            return problems;
        }

        OpenIdFieldsCheck.Apply(request, found.Settings);
        if (work.ChangesOf(found.Settings) is { Count: > 0 } changes)
        {
            work.Record(new OpenIdSettingsUpdated(request.Id, found.Application.Name, changes));
        }

        return Done.Instance;
    }
}

public sealed record OpenIdSettingsUpdated(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Changed how users sign in to {Name}";
}
