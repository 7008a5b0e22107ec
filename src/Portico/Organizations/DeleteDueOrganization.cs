using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>
/// Deletes for good one organization whose cooling-off period is over, with all that is in it, its history too; the provider keeps
/// the event. Answers whether there was one.
/// </summary>
public sealed class DeleteDueOrganization(OperationRunner runner) : ProviderOperation<Nothing, DeleteDueOrganization.Result>(runner)
{
    public sealed record Result(bool HasDeleted);

    protected internal override Permission Needs => Permission.ManageOrganizations;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var now = work.Now;
        var due = await work
            .Db.Set<ManagedOrganization>()
            .Where(o => o.State == OrganizationState.PendingDeletion && o.DeletionDueAt <= now)
            .OrderBy(o => o.NameKey)
            .FirstOrDefaultAsync(ct);
        if (due is null)
        {
            return new Result(HasDeleted: false);
        }

        // The foreign keys take everything of the organization along.
        work.Db.Remove(due);
        work.Record(new OrganizationDeleted(due.Id, due.Name));
        return new Result(HasDeleted: true);
    }
}

/// <summary>Only the provider's: the organization that would keep it is gone.</summary>
public sealed record OrganizationDeleted(ObjectId Id, string Name) : AuditEvent
{
    public override string Summary => $"Deleted the organization {Name} for good";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
}
