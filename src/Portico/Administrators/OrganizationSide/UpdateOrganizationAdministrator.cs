using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>Changes the name and role of an organization's own administrator, and whether multifactor authentication is required.</summary>
public sealed class UpdateOrganizationAdministrator(OperationRunner runner)
    : OrganizationOperation<UpdateOrganizationAdministrator.Request, Done>(runner)
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

        internal static Request Of(AdministratorRow row) =>
            new()
            {
                Id = row.Id,
                Version = row.Version,
                FirstName = row.FirstName,
                LastName = row.LastName,
                RequiresMfa = row.RequiresMfa,
                Role = row.Role,
            };
    }

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        new OrganizationRoster(work).UpdateAsync(request, ct);
}
