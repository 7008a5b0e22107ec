using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Changes how users sign in to an application by SAML.</summary>
public sealed class UpdateSamlSettings(OperationRunner runner, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<UpdateSamlSettings.Request, Done>(runner)
{
    private bool lacksKey;
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request : SamlFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(ObjectId application, GetSamlSettings.Result now) =>
            new()
            {
                Id = application,
                Version = now.Version,
                EntityId = now.EntityId,
                AcsEndpoints = now.AcsEndpoints,
                SloUrl = now.SloUrl,
                SloResponseUrl = now.SloResponseUrl,
                SloBinding = now.SloBinding,
                SigningCertificates = now.SigningCertificates,
                EncryptionCertificate = now.EncryptionCertificate,
                RequiresSignedRequests = now.RequiresSignedRequests,
                Signing = now.Signing,
                EncryptsAssertions = now.EncryptsAssertions,
                NameIdFormat = now.NameIdFormat,
                NameIdSource = now.NameIdSource,
                NameIdAttribute = now.NameIdAttribute,
                Attributes = now.Attributes,
                SessionMinutes = now.SessionMinutes,
                RequiresMfa = now.RequiresMfa,
                DefaultRelayState = now.DefaultRelayState,
            };
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct)
    {
        (lacksKey, var missing) = await SamlFoundation.LacksKeyAsync(request.Id, work, ct);
        return missing;
    }

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        made = lacksKey ? await pool.TakeAsync(SamlKeyKind.Rsa2048, ct) : null;
        return null;
    }

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await SamlFoundation.FindAsync(request.Id, keyring, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        if (Work.ChangedSince(found.Settings, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        if (SamlFieldsCheck.ProblemsOf(request) is { Count: > 0 } problems)
        {
            return problems;
        }

        SamlFieldsCheck.Apply(request, found.Settings);
        if (made is not null)
        {
            SamlFoundation.AddKey(found.Application, made, keyring, work);
        }

        if (work.ChangesOf(found.Settings) is { Count: > 0 } changes)
        {
            work.Record(new SamlSettingsUpdated(request.Id, found.Application.Name, changes));
        }

        return Done.Instance;
    }
}

public sealed record SamlSettingsUpdated(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Changed how users sign in to {Name}";
}
