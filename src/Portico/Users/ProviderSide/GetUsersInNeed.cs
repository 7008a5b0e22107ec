using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.ProviderSide;

/// <summary>How many users wait for something over all organizations that the caller may see, and in which organizations most of them are.</summary>
public sealed class GetUsersInNeed(OperationRunner runner) : ProviderQuery<GetUsersInNeed.Request, GetUsersInNeed.Result>(runner)
{
    /// <summary>They are counted up to here; beyond, the answer says that there are more.</summary>
    public const int Most = 1_000;

    private const int Shown = 5;

    [ValidatableType]
    public sealed record Request
    {
        [EnumDataType(typeof(UserNeed), ErrorMessage = "Choose one of those that there are.")]
        public UserNeed Need { get; set; }
    }

    /// <param name="Count">At most 1,000.</param>
    /// <param name="IsMore">Whether there are more than were counted.</param>
    /// <param name="Organizations">Those with the most of the counted users, the first first.</param>
    public sealed record Result(int Count, bool IsMore, IReadOnlyList<Place> Organizations);

    /// <summary>An organization, and how many of the counted users are its.</summary>
    public sealed record Place(ObjectId Id, string Name, int Users);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var found = await UsersInNeed.Of(request.Need, work).Select(u => u.OrganizationId).Take(Most + 1).ToListAsync(ct);
        var most = found
            .Take(Most)
            .CountBy(id => id)
            .OrderByDescending(o => o.Value)
            .ThenBy(o => o.Key.ToString(), StringComparer.Ordinal)
            .Take(Shown)
            .ToList();
        var ids = most.ConvertAll(o => o.Key);
        var names = await work.Db.Set<ManagedOrganization>().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return new Result(Math.Min(found.Count, Most), found.Count > Most, most.ConvertAll(o => new Place(o.Key, names[o.Key], o.Value)));
    }
}
