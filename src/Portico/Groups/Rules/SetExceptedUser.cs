using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups.Rules;

/// <summary>Makes a user a member of a group, or keeps the user out, whatever its rule says.</summary>
public sealed class SetExceptedUser(OperationRunner runner) : OrganizationOperation<SetExceptedUser.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }

        [JsonIgnore]
        public ObjectId UserId { get; set; }

        /// <summary>in: a member, whatever the rule says; out: no member.</summary>
        [EnumDataType(typeof(ExceptionKind), ErrorMessage = "Choose in or out.")]
        public ExceptionKind Kind { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var opened = await ExceptionChange.OpenAsync(request.GroupId, request.UserId, work, ct);
        if (!opened.Succeeded)
        {
            return Outcome<Done>.FromProblems(opened.Problems);
        }

        var change = opened.Value;
        if (change.Exception is { } there)
        {
            there.Kind = request.Kind;
        }
        else if (await work.Db.Set<ExceptedUser>().CountAsync(e => e.GroupId == request.GroupId, ct) >= ExceptedUser.Most)
        {
            return new TooManyExceptions();
        }
        else
        {
            work.Db.Add(
                new ExceptedUser
                {
                    OrganizationId = work.Scope.OrganizationId,
                    GroupId = request.GroupId,
                    UserId = request.UserId,
                    Kind = request.Kind,
                    CreatedAt = work.Now,
                }
            );
        }

        await change.MoveAsync(request.Kind is ExceptionKind.In ? MembershipOrigin.Hand : null, ct);
        work.Record(new UserExceptedFromRule(change.User.Id, change.User.Username, change.Group.Name, request.Kind));
        return Done.Instance;
    }
}

/// <summary>Lets the rule decide about a user again.</summary>
public sealed class RemoveExceptedUser(OperationRunner runner) : OrganizationOperation<RemoveExceptedUser.Request, Done>(runner)
{
    public sealed record Request
    {
        public ObjectId GroupId { get; set; }
        public ObjectId UserId { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var opened = await ExceptionChange.OpenAsync(request.GroupId, request.UserId, work, ct);
        if (!opened.Succeeded)
        {
            return Outcome<Done>.FromProblems(opened.Problems);
        }

        var change = opened.Value;
        if (change.Exception is not { } exception)
        {
            return new NoExceptionThere();
        }

        work.Db.Remove(exception);
        await change.MoveAsync(change.Group.Rule!.Matches(change.User) ? MembershipOrigin.Rule : null, ct);
        work.Record(new UserExceptedNoLonger(change.User.Id, change.User.Username, change.Group.Name));
        return Done.Instance;
    }
}
