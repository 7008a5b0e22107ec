using System.Text.Json;
using System.Text.RegularExpressions;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;

namespace Portico.Platform.Operations;

/// <summary>Turns what happened into rows of an organization's and a provider's audit events.</summary>
internal static partial class AuditTrail
{
    /// <summary>Appends the events of a finished operation.</summary>
    public static void Append(Work work)
    {
        var origin = new Origin(
            work.AdministratorId ?? (work.Actor as Actor.ProviderKey)?.MembershipId ?? (work.Actor as Actor.User)?.UserId,
            work.Actor.Name,
            SideOf(work),
            work.Actor.Key?.Name,
            work.Caller.Address
        );
        foreach (var happened in work.Events)
        {
            if (work.Scope.Kind is ScopeKind.Organization)
            {
                work.Db.Add(InOrganization(work.Scope.OrganizationId, happened, origin, work.NewId(), work.Now));
                continue;
            }

            work.Db.Add(InProvider(work.Scope.ProviderId, happened, origin, work.NewId(), work.Now));
            if (happened.OrganizationId is { } organization)
            {
                work.Db.Add(InOrganization(organization, happened, origin, work.NewId(), work.Now));
            }
        }
    }

    /// <summary>An event of the place in which a person administers, by that person.</summary>
    public static AuditRecord At(Membership place, AuditEvent happened, AccountHolder person, AccountWork work)
    {
        var side = place is ProviderPlace ? ActorSide.Provider : ActorSide.Organization;
        var origin = new Origin(person.Id, person.Name, side, work.Caller.Actor?.Key?.Name, work.Caller.Address);
        return place switch
        {
            ProviderPlace { ProviderId: var provider } => InProvider(provider, happened, origin, work.NewId(), work.Now),
            OrganizationMembership { OrganizationId: var organization } => InOrganization(
                organization,
                happened,
                origin,
                work.NewId(),
                work.Now
            ),
            _ => throw new InvalidOperationException($"{place.GetType().Name} is no place that keeps events."),
        };
    }

    /// <summary>An event of an organization by one of its users; by somebody, when who it was is not proved.</summary>
    public static OrganizationEvent In(ObjectId organization, AuditEvent happened, AccountHolder? user, AccountWork work)
    {
        var origin = new Origin(user?.Id, user?.Name ?? "Somebody", ActorSide.User, KeyName: null, work.Caller.Address);
        return InOrganization(organization, happened, origin, work.NewId(), work.Now);
    }

    /// <summary>OrganizationAdded is organization-added.</summary>
    internal static string TypeOf(AuditEvent happened) =>
        WordStart().Replace(happened.GetType().Name, m => "-" + m.Value).TrimStart('-').ToLowerInvariant();

    private static OrganizationEvent InOrganization(ObjectId id, AuditEvent happened, Origin origin, ObjectId row, DateTimeOffset now) =>
        Fill(
            new OrganizationEvent
            {
                OrganizationId = id,
                Id = row,
                At = now,
            },
            happened,
            origin
        );

    private static ProviderEvent InProvider(ObjectId id, AuditEvent happened, Origin origin, ObjectId row, DateTimeOffset now) =>
        Fill(
            new ProviderEvent
            {
                ProviderId = id,
                Id = row,
                At = now,
            },
            happened,
            origin
        );

    private static T Fill<T>(T row, AuditEvent happened, Origin origin)
        where T : AuditRecord
    {
        row.Type = TypeOf(happened);
        row.ActorId = origin.ActorId;
        row.ActorName = origin.ActorName;
        row.ActorSide = origin.Side;
        row.KeyName = origin.KeyName;
        row.Address = origin.Address;
        row.TargetId = happened.TargetId;
        row.TargetName = happened.TargetName;
        row.Summary = happened.Summary.Shorten(AuditRecord.SummaryMaxLength);
        row.SearchText = $"{row.Summary} {row.ActorName} {row.KeyName} {row.TargetName}"
            .ToSearchKey()
            .Shorten(AuditRecord.SearchTextMaxLength);
        row.ChangesJson = JsonSerializer.Serialize(happened.Changes);
        return row;
    }

    private static ActorSide SideOf(Work work) =>
        (work.Actor, work.Scope.ActsForProvider) switch
        {
            (Actor.Job or Actor.Application, _) => ActorSide.Portico,
            (Actor.User, _) => ActorSide.User,
            (_, true) => ActorSide.Provider,
            _ => ActorSide.Organization,
        };

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1_000)]
    private static partial Regex WordStart();

    /// <summary>Who, on whose behalf, through which key and from where.</summary>
    private sealed record Origin(ObjectId? ActorId, string ActorName, ActorSide Side, string? KeyName, string? Address);
}

/// <summary>Whose account an operation is about.</summary>
public sealed record AccountHolder(ObjectId Id, string Name);
