using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Plans a change of a user's state for a time to come: the first day, the last day. One can be planned at a time.</summary>
public sealed class ScheduleUserState(OperationRunner runner) : OrganizationOperation<ScheduleUserState.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>activated or suspended; null gives up what was planned.</summary>
        [EnumDataType(typeof(UserState), ErrorMessage = "Choose one of the states.")]
        public UserState? State { get; set; }

        /// <summary>When; within two years.</summary>
        public DateTimeOffset? At { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var user = await work.Db.Set<User>().SingleOrDefaultAsync(u => u.Id == request.Id, ct);
        if (user is null)
        {
            return new NoSuchUser();
        }

        if (ProblemOf(request, user, work.Now) is { } problem)
        {
            return problem;
        }

        user.ScheduledState = request.State;
        user.ScheduledStateAt = request.State is null ? null : request.At?.ToUniversalTime();
        if (work.ChangesOf(user) is { Count: > 0 } changes)
        {
            work.Record(
                request.State is null
                    ? new UserStateUnscheduled(user.Id, user.Username, changes)
                    : new UserStateScheduled(user.Id, user.Username, changes)
            );
        }

        return Done.Instance;
    }

    private static Problem? ProblemOf(Request request, User user, DateTimeOffset now) =>
        request.State switch
        {
            null => null,
            UserState.Staged => new NeverStagedAgain(),
            _ when request.At is not { } at || at <= now || at > now.AddYears(2) => new NoTimeToCome(),
            { } state when state == user.State => new InThatStateAlready(user.FullName),
            _ => null,
        };
}

/// <summary>Staged is what comes before access.</summary>
public sealed record NeverStagedAgain()
    : Invalid(
        "never-staged-again",
        "Choose activated or suspended. Staged is what comes before the first access.",
        nameof(ScheduleUserState.Request.State)
    );

public sealed record NoTimeToCome()
    : Invalid("no-time-to-come", "Choose a time to come, within two years.", nameof(ScheduleUserState.Request.At));

public sealed record InThatStateAlready(string Name)
    : Conflict("in-that-state-already", $"{Name} is in that state already.", nameof(ScheduleUserState.Request.State));
