using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>Changes an administrator's name, role, organizations, and whether multifactor authentication is required.</summary>
public sealed class UpdateProviderAdministrator(OperationRunner runner)
    : ProviderOperation<UpdateProviderAdministrator.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : AdministratorFields
    {
        /// <summary>The id of the membership.</summary>
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; an older one than the stored is refused.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        /// <summary>Also those that are added later.</summary>
        public bool AllOrganizations { get; set; }

        /// <summary>Given in addition to those he has; they count only when allOrganizations is false.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations, ErrorMessage = "Change at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> AddedOrganizations { get; set; } = [];

        /// <summary>Taken away; they count only when allOrganizations is false.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations, ErrorMessage = "Change at most {1} organizations at once.")]
        public IReadOnlyList<ObjectId> RemovedOrganizations { get; set; } = [];

        internal static Request Of(AdministratorRow row) =>
            new()
            {
                Id = row.Id,
                Version = row.Version,
                FirstName = row.FirstName,
                LastName = row.LastName,
                RequiresMfa = row.RequiresMfa,
                Role = row.Role,
                AllOrganizations = row.AllOrganizations,
            };
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new ProviderRoster(work).UpdateAsync(request, ct);
}
