using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Organizations;

/// <summary>The organizations that an administrator may see, or those of them whose name contains or whose id begins with some words.</summary>
internal sealed class OrganizationSearch
{
    /// <summary>Up to here, sorting all that were chosen costs less than walking past those that were not.</summary>
    private const int FewChosen = 500;

    private readonly bool isFew;

    private OrganizationSearch(Work work, int all, string? key)
    {
        var organizations = work.Db.Set<ManagedOrganization>();
        isFew = work.Scope.Kind is ScopeKind.ChosenOrganizations && all <= FewChosen;
        All = all;
        Key = key;
        FindsAll = key is null;
        Found = Matching(
            isFew ? from a in Chosen(work) join o in organizations on a.OrganizationId equals o.Id select o : organizations,
            key
        );
    }

    /// <summary>How many there are without the search: counted as they change, not now. Of a chosen set the access rows are counted.</summary>
    public int All { get; }

    /// <summary>What was typed, as it is compared; null when nothing was.</summary>
    public string? Key { get; }

    /// <summary>Whether nothing was searched for, and nothing filtered.</summary>
    public bool FindsAll { get; private set; }

    /// <summary>In no order.</summary>
    public IQueryable<ManagedOrganization> Found { get; private set; }

    /// <summary>Those alone that have the name, whatever its case, and the state; null for any.</summary>
    public OrganizationSearch Of(string? name, OrganizationState? state)
    {
        if (!string.IsNullOrWhiteSpace(name))
        {
            var key = ManagedOrganization.NameKeyOf(name);
            (FindsAll, Found) = (false, Found.Where(o => o.NameKey == key));
        }

        if (state is not null)
        {
            (FindsAll, Found) = (false, Found.Where(o => o.State == state));
        }

        return this;
    }

    /// <summary>
    /// Thousands are walked along the index of names and end with the page. A few chosen ones are looked up from their access rows
    /// and sorted by an expression: sorted by the column, SQLite would walk that index past all the others for the sake of its order.
    /// </summary>
    public IQueryable<ManagedOrganization> ByName(bool descending = false) =>
        (isFew, descending) switch
        {
            (true, false) => Found.OrderBy(o => o.NameKey + ""),
            (true, true) => Found.OrderByDescending(o => o.NameKey + ""),
            (false, false) => Found.OrderBy(o => o.NameKey),
            (false, true) => Found.OrderByDescending(o => o.NameKey),
        };

    public static async Task<OrganizationSearch> ForAsync(string? words, Work work, CancellationToken ct)
    {
        var all =
            work.Scope.Kind is ScopeKind.ChosenOrganizations
                ? await Chosen(work).CountAsync(ct)
                : await work.Db.Set<ProviderCounters>().Select(c => c.Organizations).SingleAsync(ct);
        return new OrganizationSearch(work, all, KeyOf(words));
    }

    private static IQueryable<OrganizationAccess> Chosen(Work work)
    {
        var membership = work.Scope.MembershipId;
        return work.Db.Set<OrganizationAccess>().Where(a => a.MembershipId == membership);
    }

    private static string? KeyOf(string? words)
    {
        // PostgreSQL knows no text with a zero character, and no name has a control character.
        var key = new string([.. (words ?? "").Where(c => !char.IsControl(c))]).Trim().ToSearchKey();
        return key.Length == 0 ? null : key;
    }

    private static IQueryable<ManagedOrganization> Matching(IQueryable<ManagedOrganization> organizations, string? key)
    {
        if (key is null)
        {
            return organizations;
        }

        if (!IsBeginningOfId(key))
        {
            return organizations.Where(o => o.NameKey.Contains(key));
        }

        var first = ObjectId.Parse(key.PadRight(ObjectId.Length, '0'), provider: null);
        var last = ObjectId.Parse(key.PadRight(ObjectId.Length, 'f'), provider: null);
        return organizations.Where(o => o.NameKey.Contains(key) || (o.Id >= first && o.Id <= last));
    }

    // Ids made in the same months share their first digits: fewer than six would find everything.
    private static bool IsBeginningOfId(string key) => key.Length is >= 6 and <= ObjectId.Length && key.All(char.IsAsciiHexDigitLower);
}
