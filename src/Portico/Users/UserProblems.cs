using System.Globalization;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>No user here has this id.</summary>
public sealed record NoSuchUser() : NotFound("no-such-user", "There is no such user here. Load the list again.");

public sealed record UsernameTaken(string Username)
    : Conflict("username-taken", $"This organization already has a user named {Username}.", "Username");

public sealed record UserEmailTaken(string Email)
    : Conflict("user-email-taken", $"A user of this organization already has the address {Email}.", "Email");

public sealed record EmployeeIdentifierTaken(string Identifier)
    : Conflict(
        "employee-identifier-taken",
        $"A user of this organization already has the employee identifier {Identifier}.",
        nameof(UserDetails.EmployeeIdentifier)
    );

public sealed record UidTaken(int Uid)
    : Conflict(
        "uid-taken",
        string.Create(CultureInfo.InvariantCulture, $"A user of this organization already has the UID {Uid}."),
        nameof(UserDetails.Uid)
    );

/// <summary>The manager is nobody of this organization.</summary>
public sealed record UnknownManager()
    : Invalid("unknown-manager", "There is no such user in this organization. Look for the manager again.", nameof(UserDetails.ManagerId));

/// <summary>Nobody is his own manager.</summary>
public sealed record ManagesHimself()
    : Invalid("manages-himself", "Nobody manages himself. Choose someone else, or nobody.", nameof(UserDetails.ManagerId));

/// <summary>Two custom attributes have one name.</summary>
public sealed record AttributeNamedTwice(string Name)
    : Invalid("attribute-named-twice", $"The attribute {Name} is there twice. Keep one.", nameof(UserDetails.CustomAttributes));

/// <summary>A password and a hash of one cannot both be meant.</summary>
public sealed record PasswordGivenTwice()
    : Invalid("password-given-twice", "Give a password or its hash, not both.", nameof(AddUser.Request.PasswordHash));

/// <summary>The hash is of a form that is not taken.</summary>
public sealed record PasswordHashRefused(string Reason) : Invalid("password-hash-refused", Reason, nameof(AddUser.Request.PasswordHash));
