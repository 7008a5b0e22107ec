using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Administrators.ProviderSide;

/// <summary>
/// A change of the organizations that an administrator or a key of the provider reaches: all, or chosen ones with some added and some removed.
/// Never the whole set at once, which may be thousands.
/// </summary>
internal sealed class ReachChange(Work work, ProviderPlace member)
{
    private const int NamesInEvent = 10;

    private readonly bool isNew = work.Db.Entry(member).State is EntityState.Detached;
    private readonly bool hadAll = member.AllOrganizations;
    private IReadOnlyList<ObjectId> added = [];
    private IReadOnlyList<ObjectId> removed = [];

    public bool IsChange => isNew || hadAll != member.AllOrganizations || added.Count + removed.Count > 0;

    public async Task<Problem?> ApplyAsync(
        bool all,
        IReadOnlyCollection<ObjectId> add,
        IReadOnlyCollection<ObjectId> remove,
        CancellationToken ct
    ) => all ? await GiveAllAsync(ct) : await ChooseAsync([.. add.Except(remove)], remove, ct);

    public async Task<IReadOnlyList<FieldChange>> ChangesAsync(CancellationToken ct)
    {
        var given = added.Count > 0 ? await NamesAsync(added, ct) : null;
        if (isNew || hadAll != member.AllOrganizations)
        {
            var old = isNew ? null : await WordsAsync(work, member, hadAll, ct);
            return [new FieldChange("Organizations", old, member.AllOrganizations ? "all" : given)];
        }

        var changes = new List<FieldChange>();
        if (given is not null)
        {
            changes.Add(new("Organizations given", null, given));
        }

        if (removed.Count > 0)
        {
            changes.Add(new("Organizations taken away", await NamesAsync(removed, ct), null));
        }

        return changes;
    }

    /// <summary>"all", or "Acme, Bolt and 3 more", as the store has it.</summary>
    public static async Task<string> WordsAsync(Work work, ProviderPlace member, bool all, CancellationToken ct)
    {
        if (all)
        {
            return "all";
        }

        var organizations = work.Db.Set<OrganizationAccess>().Where(a => a.MembershipId == member.Id).Select(a => a.OrganizationId);
        return await NamesAsync(
            work.Db.Set<ManagedOrganization>().Where(o => organizations.Contains(o.Id)),
            await organizations.CountAsync(ct),
            ct
        );
    }

    private async Task<Problem?> GiveAllAsync(CancellationToken ct)
    {
        if (hadAll)
        {
            return null;
        }

        if (work.Scope.Kind is ScopeKind.ChosenOrganizations)
        {
            return new ReachAboveYours();
        }

        member.AllOrganizations = true;
        if (!isNew)
        {
            member.AllOrganizationsSince = work.Now;
            work.Db.RemoveRange(await work.Db.Set<OrganizationAccess>().Where(a => a.MembershipId == member.Id).ToListAsync(ct));
        }

        return null;
    }

    private async Task<Problem?> ChooseAsync(IReadOnlyCollection<ObjectId> add, IReadOnlyCollection<ObjectId> remove, CancellationToken ct)
    {
        var access = work.Db.Set<OrganizationAccess>().Where(a => a.MembershipId == member.Id);
        var mentioned = await access.Where(a => add.Contains(a.OrganizationId) || remove.Contains(a.OrganizationId)).ToListAsync(ct);
        var taken = mentioned.FindAll(a => remove.Contains(a.OrganizationId));
        removed = [.. taken.Select(a => a.OrganizationId)];
        added = [.. add.Except(mentioned.Select(a => a.OrganizationId))];
        if (added.Count > 0 && await work.Db.Set<OrganizationEntry>().CountAsync(o => added.Contains(o.Id), ct) != added.Count)
        {
            return new UnknownOrganization();
        }

        if (await access.CountAsync(ct) + added.Count - removed.Count < 1)
        {
            return new NoOrganizationChosen();
        }

        member.AllOrganizations = false;
        member.AllOrganizationsSince = null;
        work.Db.RemoveRange(taken);
        work.Db.AddRange(added.Select(Access));
        return null;
    }

    private OrganizationAccess Access(ObjectId organization) =>
        new()
        {
            ProviderId = member.ProviderId,
            MembershipId = member.Id,
            OrganizationId = organization,
            Since = work.Now,
        };

    private Task<string> NamesAsync(IReadOnlyList<ObjectId> organizations, CancellationToken ct) =>
        NamesAsync(work.Db.Set<ManagedOrganization>().Where(o => organizations.Contains(o.Id)), organizations.Count, ct);

    private static async Task<string> NamesAsync(IQueryable<ManagedOrganization> organizations, int count, CancellationToken ct)
    {
        var names = await organizations.OrderBy(o => o.NameKey).Select(o => o.Name).Take(NamesInEvent).ToListAsync(ct);
        var more = count - names.Count;
        return string.Join(", ", names) + (more > 0 ? $" and {Words.Number(more)} more" : "");
    }
}
