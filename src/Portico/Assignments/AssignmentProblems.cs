using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>The same is assigned to the same already.</summary>
public sealed record AssignedAlready() : Conflict("assigned-already", "This is assigned already.");

/// <summary>No assignment here has this id.</summary>
public sealed record NoSuchAssignment() : NotFound("no-such-assignment", "There is no such assignment here. Load the list again.");

/// <summary>Not exactly one thing is to be assigned.</summary>
public sealed record AssignOneThing()
    : Invalid("assign-one-thing", "Choose what to assign: one application, one system or one system group.");

/// <summary>Not exactly one user or user group is to get it.</summary>
public sealed record AssignToOne() : Invalid("assign-to-one", "Choose to whom: one user or one user group.");

/// <summary>Sudo is something of systems.</summary>
public sealed record NoSudoInApplications() : Invalid("no-sudo-in-applications", "Sudo is for systems and system groups. Leave it out.");

/// <summary>What is to be assigned is not here.</summary>
public sealed record NothingToAssign()
    : NotFound("nothing-to-assign", "There is no such application, system or system group here. Choose again.");

/// <summary>To whom it is to be assigned is not here.</summary>
public sealed record NobodyToAssignTo() : NotFound("nobody-to-assign-to", "There is no such user or user group here. Choose again.");
