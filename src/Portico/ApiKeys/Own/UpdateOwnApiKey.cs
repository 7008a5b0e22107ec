using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.Own;

/// <summary>Changes the name and the networks of one's own key, from the next request on.</summary>
public sealed class UpdateOwnApiKey(OperationRunner runner) : AccountOperation<UpdateOwnApiKey.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ApiKeyFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; an older one than the stored is refused.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(OwnApiKeyRow row) =>
            new()
            {
                Id = row.Id,
                Version = row.Version,
                Name = row.Name,
                AllowedNetworks = row.AllowedNetworks,
            };
    }

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var keys = new OwnKeys(work);
        var found = await keys.FindAsync(new() { Id = request.Id, Version = request.Version }, ct);
        if (!found.Succeeded)
        {
            return Outcome<Done>.FromProblems(found.Problems);
        }

        var (key, networks) = (found.Value, Networks.Join(request.AllowedNetworks));
        if (keys.NetworksRefusal(networks) is { } refused)
        {
            return refused;
        }

        var name = request.Name.Trim();
        if (
            string.Equals(key.Name, name, StringComparison.Ordinal)
            && string.Equals(key.AllowedNetworks, networks, StringComparison.Ordinal)
        )
        {
            return Done.Instance;
        }

        (key.Name, key.AllowedNetworks) = (name, networks);
        await keys.RecordAsync(key, "api-key-updated", "Changed", new OwnApiKeyUpdated(key, keys.ChangesOf(key)), ct);
        return Done.Instance;
    }
}
