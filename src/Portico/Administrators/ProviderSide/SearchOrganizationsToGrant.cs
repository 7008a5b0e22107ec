using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>
/// Organizations to choose from for an administrator or a key of the provider: those that a search finds, those that the form has at
/// hand, and without a search those that are given already.
/// </summary>
public sealed class SearchOrganizationsToGrant(OperationRunner runner)
    : ProviderQuery<SearchOrganizationsToGrant.Request, SearchOrganizationsToGrant.Result>(runner)
{
    /// <summary>How many a search shows; whoever looks for others says more of the name.</summary>
    public const int MostFound = 20;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The administrator's or the key's membership; null for one that is to be made.</summary>
        public ObjectId? MembershipId { get; set; }

        /// <summary>A part of the name, or the beginning of the id.</summary>
        [StringLength(ManagedOrganization.NameMaxLength)]
        public string? Search { get; set; }

        /// <summary>Those that are to be shown in any case.</summary>
        [MaxLength(InviteProviderAdministrator.MostOrganizations)]
        public IReadOnlyList<ObjectId> AtHand { get; set; } = [];
    }

    /// <param name="AtHand">By name; those that do not exist are left out.</param>
    /// <param name="Found">By name, without those at hand.</param>
    /// <param name="More">How many more the search finds.</param>
    public sealed record Result(IReadOnlyList<Choice> AtHand, IReadOnlyList<Choice> Found, int More);

    /// <param name="Id">The organization.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="IsGranted">Whether it is given already.</param>
    public sealed record Choice(ObjectId Id, string Name, bool IsGranted);

    protected internal override Permission Needs => Permission.ManageAdministrators;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var access = work.Db.Set<OrganizationAccess>().Where(a => a.MembershipId == request.MembershipId);
        var atHand = request.AtHand;
        var search = await OrganizationSearch.ForAsync(request.Search, work, ct);
        var found = atHand.Count == 0 ? search.ByName() : search.ByName().Where(o => !atHand.Contains(o.Id));
        if (search.Key is null && request.MembershipId is not null)
        {
            found = found.Where(o => access.Any(a => a.OrganizationId == o.Id));
        }

        var all = work.Db.Set<ManagedOrganization>().Where(o => atHand.Contains(o.Id)).OrderBy(o => o.NameKey);
        var result = new Result(
            atHand.Count == 0 ? [] : await ChoicesAsync(all, access, ct),
            await ChoicesAsync(found.Take(MostFound), access, ct),
            0
        );
        return result.Found.Count < MostFound ? result : result with { More = await found.CountAsync(ct) - MostFound };
    }

    private static Task<List<Choice>> ChoicesAsync(
        IQueryable<ManagedOrganization> organizations,
        IQueryable<OrganizationAccess> access,
        CancellationToken ct
    ) => organizations.AsNoTracking().Select(o => new Choice(o.Id, o.Name, access.Any(a => a.OrganizationId == o.Id))).ToListAsync(ct);
}
