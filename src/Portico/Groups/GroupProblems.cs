using System.Globalization;
using Portico.Groups.Rules;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>No group of the kind here has this id.</summary>
public sealed record NoSuchGroup() : NotFound("no-such-group", "There is no such group here. Load the list again.");

public sealed record GroupNameTaken(string Name)
    : Conflict("group-name-taken", $"This organization already has a group named {Name}.", "Name");

public sealed record GidTaken(int Gid)
    : Conflict(
        "gid-taken",
        string.Create(CultureInfo.InvariantCulture, $"Another group of this organization already has the GID {Gid}."),
        "Gid"
    );

/// <summary>A number was given for a group that is to be none on systems.</summary>
public sealed record GidWithoutPosixGroup() : Invalid("gid-without-posix-group", "Make it a POSIX group, or leave the GID out.", "Gid");

/// <summary>The typed name is not the group's.</summary>
public sealed record GroupNameNotTyped(string Name)
    : Invalid("group-name-not-typed", $"Type {Name} to confirm.", nameof(RemoveGroup.Request.Name));

/// <summary>The members of the group are found by its rule.</summary>
public sealed record GroupHasRule(string Name)
    : Conflict("group-has-rule", $"The members of {Name} are found by its rule. Make an exception for someone instead.");

/// <summary>Only a group with a rule has exceptions.</summary>
public sealed record GroupHasNoRule(string Name) : Conflict("group-has-no-rule", $"{Name} has no rule. Add or remove the member by hand.");

public sealed record MemberAlready(string Name) : Conflict("member-already", $"{Name} is a member already.");

public sealed record NotAMember(string Name) : Conflict("not-a-member", $"{Name} is no member of the group.");

/// <summary>No system here has this id.</summary>
public sealed record NoSuchSystem() : NotFound("no-such-system", "There is no such system here. Load the list again.");

/// <summary>The rule has more conditions than one may have.</summary>
public sealed record RuleTooLong()
    : Invalid(
        "rule-too-long",
        string.Create(CultureInfo.InvariantCulture, $"Use at most {RuleDefinition.MostConditions} conditions."),
        nameof(RuleDefinition.Parts)
    );

/// <summary>A condition does not make sense.</summary>
/// <param name="Number">Counted from 1 through all parts.</param>
/// <param name="Words">What to do about it.</param>
public sealed record ConditionWrong(int Number, string Words)
    : Invalid("condition-wrong", string.Create(CultureInfo.InvariantCulture, $"Condition {Number}: {Words}"), nameof(RuleDefinition.Parts));

/// <summary>There is no exception for this user.</summary>
public sealed record NoExceptionThere() : NotFound("no-such-exception", "There is no such exception. Load the list again.");

public sealed record TooManyExceptions()
    : Conflict(
        "too-many-exceptions",
        string.Create(
            CultureInfo.InvariantCulture,
            $"A group has at most {ExceptedUser.Most} exceptions. Change the rule, so that it needs fewer."
        )
    );
