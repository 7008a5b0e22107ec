using System.Text.Json;
using System.Text.RegularExpressions;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;

namespace Portico.Platform.Operations;

/// <summary>Turns the events of a finished operation into rows of the organization's and the provider's audit events.</summary>
internal static partial class AuditTrail
{
    public static void Append(Work work)
    {
        foreach (var happened in work.Events)
        {
            if (work.Scope.Kind is ScopeKind.Organization)
            {
                work.Db.Add(Fill(work, happened, new OrganizationEvent { OrganizationId = work.Scope.OrganizationId }));
                continue;
            }

            work.Db.Add(Fill(work, happened, new ProviderEvent { ProviderId = work.Scope.ProviderId }));
            if (happened.OrganizationId is { } organization)
            {
                work.Db.Add(Fill(work, happened, new OrganizationEvent { OrganizationId = organization }));
            }
        }
    }

    private static T Fill<T>(Work work, AuditEvent happened, T row)
        where T : AuditRecord
    {
        row.Id = work.NewId();
        row.At = work.Now;
        row.Type = TypeOf(happened);
        row.ActorId = work.AdministratorId ?? (work.Actor as Actor.ProviderKey)?.MembershipId;
        row.ActorName = work.Actor.Name;
        row.ActorSide = SideOf(work);
        row.KeyName = work.Actor.Key?.Name;
        row.Address = work.Caller.Address;
        row.TargetId = happened.TargetId;
        row.TargetName = happened.TargetName;
        row.Summary = happened.Summary.Shorten(AuditRecord.SummaryMaxLength);
        row.SearchText = $"{row.Summary} {row.ActorName} {row.TargetName}".ToSearchKey().Shorten(AuditRecord.SearchTextMaxLength);
        row.ChangesJson = JsonSerializer.Serialize(happened.Changes);
        return row;
    }

    private static ActorSide SideOf(Work work) =>
        (work.Actor, work.Scope.ActsForProvider) switch
        {
            (Actor.Job, _) => ActorSide.Portico,
            (_, true) => ActorSide.Provider,
            _ => ActorSide.Organization,
        };

    /// <summary>OrganizationAdded is organization-added.</summary>
    internal static string TypeOf(AuditEvent happened) =>
        WordStart().Replace(happened.GetType().Name, m => "-" + m.Value).TrimStart('-').ToLowerInvariant();

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1_000)]
    private static partial Regex WordStart();
}
