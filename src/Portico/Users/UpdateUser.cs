using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>Changes what is known of a user. The username, the state and the password have operations of their own.</summary>
public sealed class UpdateUser(OperationRunner runner) : OrganizationOperation<UpdateUser.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : UserDetails
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }

        internal static Request Of(GetUser.Result user) => new(user) { Id = user.Id, Version = user.Version };

        public Request() { }

        private Request(UserDetails details)
            : base(details) { }
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

        request.ApplyTo(user);
        if (await UserRules.ProblemsOfAsync(user, work, ct) is { Count: > 0 } problems)
        {
            return problems;
        }

        await UserRules.NumberAsync(user, request, work, ct);
        if (work.ChangesOf(user) is { Count: > 0 } changes)
        {
            work.Record(new UserUpdated(user.Id, user.Username, changes));
        }

        return Done.Instance;
    }
}

public sealed record UserUpdated(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Changed the user {Username}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
