using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>
/// Gives a user another username. On systems that is another account: home folders and files keep the old name, so this is no edit among
/// others.
/// </summary>
public sealed class RenameUser(OperationRunner runner) : OrganizationOperation<RenameUser.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>Lower-cased; unique in the organization.</summary>
        [Required(ErrorMessage = "Enter the new username.")]
        [StringLength(UserIdentity.UsernameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine, Username]
        public string Username { get; set; } = "";

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct);
        if (user is null)
        {
            return new NoSuchUser();
        }

        if (Work.ChangedSince(user, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var former = user.Username;
        user.Username = UserIdentity.Normalize(request.Username);
        if (string.Equals(former, user.Username, StringComparison.Ordinal))
        {
            return Done.Instance;
        }

        if (await work.Db.Set<User>().AnyAsync(u => u.Username == user.Username, ct))
        {
            return new UsernameTaken(user.Username);
        }

        work.Record(new UserRenamed(user.Id, former, user.Username));
        return Done.Instance;
    }
}

public sealed record UserRenamed(ObjectId Id, string Former, string Username) : AuditEvent
{
    public override string Summary => $"Renamed the user {Former} to {Username}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
    public override IReadOnlyList<FieldChange> Changes => [new("Username", Former, Username)];
}
