using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>Adds a user to the organization's directory.</summary>
public sealed class AddUser(OperationRunner runner) : OrganizationOperation<AddUser.Request, AddUser.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : UserDetails
    {
        /// <summary>Lower-cased; unique in the organization.</summary>
        [Required(ErrorMessage = "Enter a username.")]
        [StringLength(UserIdentity.UsernameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine, Username]
        public string Username { get; set; } = "";

        /// <summary>staged, activated or suspended; as the organization's settings have it when nothing is said.</summary>
        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState? State { get; set; }
    }

    public sealed record Result(ObjectId Id, string Username);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var settings = await work.Db.Set<DirectorySettings>().AsNoTracking().SingleOrDefaultAsync(ct);
        var user = new User
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Username = UserIdentity.Normalize(request.Username),
            Email = UserIdentity.Normalize(request.Email),
            State = request.State ?? (settings ?? new DirectorySettings()).NewUserState,
            CreatedAt = work.Now,
        };
        request.ApplyTo(user);
        if (await UserRules.ProblemsOfAsync(user, work, ct) is { Count: > 0 } problems)
        {
            return problems;
        }

        await UserRules.NumberAsync(user, request, work, ct);
        work.Db.Add(user);
        work.Record(new UserAdded(user.Id, user.Username, work.ChangesOf(user)));
        return new Result(user.Id, user.Username);
    }
}

public sealed record UserAdded(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => $"Added the user {Username}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
