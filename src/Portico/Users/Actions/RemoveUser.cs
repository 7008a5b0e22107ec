using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.Users.Credentials;

namespace Portico.Users.Actions;

/// <summary>Deletes a user with all that belongs to him. It cannot be undone, so the username is typed.</summary>
public sealed class RemoveUser(OperationRunner runner) : OrganizationOperation<RemoveUser.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        public ObjectId Id { get; set; }

        [Display(Name = "Username")]
        [Required(ErrorMessage = "Type the username to confirm.")]
        [StringLength(UserIdentity.UsernameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Username { get; set; } = "";
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct);
        if (user is null)
        {
            return new NoSuchUser();
        }

        if (!string.Equals(UserIdentity.Normalize(request.Username), user.Username, StringComparison.Ordinal))
        {
            return new UsernameNotTyped(user.Username);
        }

        await UserRemoval.RemoveAsync(user, work, ct);
        return Done.Instance;
    }
}

/// <summary>Deletes many users. It cannot be undone, so their number is typed.</summary>
public sealed class RemoveUsers(OperationRunner runner) : UserAction<RemoveUsers.Request>(runner)
{
    [ValidatableType]
    public sealed record Request : UserSelection
    {
        /// <summary>How many users are to be deleted, to confirm.</summary>
        [Display(Name = "Number of users")]
        [Required(ErrorMessage = "Type the number of users to confirm.")]
        public int? Count { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override Task<Problem?> RefuseAsync(Request request, Work work, CancellationToken ct) =>
        Task.FromResult<Problem?>(
            request.Count == request.Ids.Distinct().Count() ? null : new NumberNotTyped(request.Ids.Distinct().Count())
        );

    private protected override async Task<Problem?> DoAsync(User user, Request request, Work work, CancellationToken ct)
    {
        await UserRemoval.RemoveAsync(user, work, ct);
        return null;
    }
}

/// <summary>What goes with a user.</summary>
internal static class UserRemoval
{
    public static async Task RemoveAsync(User user, Work work, CancellationToken ct)
    {
        // Those whom he managed are managed by nobody then.
        foreach (var managed in await work.Db.Set<User>().Where(u => u.ManagerId == user.Id).ToListAsync(ct))
        {
            managed.ManagerId = null;
        }

        var ending = await work
            .Db.Set<UserSession>()
            .Where(s => s.UserId == user.Id && s.Stage == UserSessionStage.SignedIn)
            .ToListAsync(ct);
        await OpenIdSessions.EndAsync(work.Db, ending, work.Now, work.NewId, ct);
        var groups = await work.Db.Set<UserGroupMember>().CountAsync(m => m.UserId == user.Id, ct);
        var assignments = await AssignmentsOf.UserAsync(user.Id, work, ct);
        work.Db.Remove(user);
        work.Record(new UserRemoved(user.Id, user.Username, groups, assignments, ending.Count));
    }
}

/// <summary>The typed number is not that of the chosen users.</summary>
public sealed record NumberNotTyped(int Count)
    : Invalid(
        "number-not-typed",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Type {Count} to confirm."),
        nameof(RemoveUsers.Request.Count)
    );
