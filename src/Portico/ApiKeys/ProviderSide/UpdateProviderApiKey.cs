using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>Changes the name, networks, role and organizations of a key of the provider, from the next request on.</summary>
public sealed class UpdateProviderApiKey(OperationRunner runner) : ProviderOperation<UpdateProviderApiKey.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ApiKeyFields
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; an older one than the stored is refused.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        [EnumDataType(typeof(Role), ErrorMessage = "Choose one of the roles.")]
        public Role Role { get; set; } = Role.ReadOnly;

        /// <summary>Also those that are added later.</summary>
        public bool AllOrganizations { get; set; }

        /// <summary>Given in addition to those it has; they count only when allOrganizations is false.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations, ErrorMessage = "Change at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> AddedOrganizations { get; set; } = [];

        /// <summary>Taken away; they count only when allOrganizations is false.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations, ErrorMessage = "Change at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> RemovedOrganizations { get; set; } = [];

        internal static Request Of(ProviderApiKeyRow row) =>
            new()
            {
                Id = row.Id,
                Version = row.Version,
                Name = row.Name,
                AllowedNetworks = row.AllowedNetworks,
                Role = row.Role,
                AllOrganizations = row.AllOrganizations,
            };
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new ProviderKeys(work).UpdateAsync(request, ct);
}
