using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>Adds a staged user to the organization's directory.</summary>
public sealed class AddUser(OperationRunner runner) : OrganizationOperation<AddUser.Request, AddUser.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Required, StringLength(User.UsernameMaxLength), RegularExpression(@"[\p{L}\p{Nd}][\p{L}\p{Nd}._@+-]*")]
        [OneLine]
        public string Username { get; set; } = "";

        [Required, StringLength(User.EmailMaxLength), EmailAddress]
        [OneLine]
        public string Email { get; set; } = "";

        [StringLength(User.NameMaxLength)]
        [OneLine]
        public string? FirstName { get; set; }

        [StringLength(User.NameMaxLength)]
        [OneLine]
        public string? LastName { get; set; }
    }

    public sealed record Result(ObjectId Id, string Username);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = new User
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Username = request.Username.Trim().ToLowerInvariant(),
            Email = request.Email.Trim().ToLowerInvariant(),
            FirstName = request.FirstName?.Trim() ?? "",
            LastName = request.LastName?.Trim() ?? "",
            CreatedAt = work.Now,
        };
        var taken = await work.Db.Set<User>().Where(u => u.Username == user.Username || u.Email == user.Email).ToListAsync(ct);
        if (taken.Exists(u => string.Equals(u.Username, user.Username, StringComparison.Ordinal)))
        {
            return new UsernameTaken(user.Username);
        }

        if (taken.Count > 0)
        {
            return new UserEmailTaken(user.Email);
        }

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

public sealed record UsernameTaken(string Username)
    : Conflict("username-taken", $"This organization already has a user named {Username}.", nameof(AddUser.Request.Username));

public sealed record UserEmailTaken(string Email)
    : Conflict("user-email-taken", $"A user of this organization already has the address {Email}.", nameof(AddUser.Request.Email));
