using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>No application here has this id.</summary>
public sealed record NoSuchApplication() : NotFound("no-such-application", "There is no such application here. Load the list again.");

public sealed record ApplicationNameTaken(string Name)
    : Conflict("application-name-taken", $"This organization already has an application named {Name}.", nameof(ApplicationFields.Name));

/// <summary>The typed name is not the application's.</summary>
public sealed record ApplicationNameNotTyped(string Name)
    : Invalid("application-name-not-typed", $"Type {Name} to confirm.", nameof(RemoveApplication.Request.Name));
