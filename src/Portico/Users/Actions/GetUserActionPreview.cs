using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Whom an action would touch, and whom not and why; nothing is done.</summary>
public sealed class GetUserActionPreview(OperationRunner runner)
    : OrganizationQuery<GetUserActionPreview.Request, GetUserActionPreview.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : UserSelection
    {
        [EnumDataType(typeof(UserActionKind), ErrorMessage = "Choose one of the actions.")]
        public UserActionKind Action { get; set; }
    }

    /// <param name="Touched">To whom it would be done, by name.</param>
    /// <param name="Refused">To whom not, and why; by name. Who is not here any more is not among them.</param>
    public sealed record Result(IReadOnlyList<Touched> Touched, IReadOnlyList<Refused> Refused);

    public sealed record Touched(ObjectId Id, string Name, string Username);

    public sealed record Refused(ObjectId Id, string Name, string Reason);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!work.Scope.Role.Grants(UserRefusals.NeedsOf(request.Action)))
        {
            return new RoleTooWeak();
        }

        var ids = request.Ids.Distinct().ToList();
        var users = await work
            .Db.Set<User>()
            .AsNoTracking()
            .Where(u => ids.Contains(u.Id))
            .OrderBy(u => u.NameKey)
            .ThenBy(u => u.Id)
            .ToListAsync(ct);
        var (touched, refused) = (new List<Touched>(), new List<Refused>());
        foreach (var user in users)
        {
            if (await UserRefusals.OfAsync(request.Action, user, work, ct) is { } problem)
            {
                refused.Add(new(user.Id, user.FullName, problem.Message));
            }
            else
            {
                touched.Add(new(user.Id, user.FullName, user.Username));
            }
        }

        return new Result(touched, refused);
    }
}
