namespace Portico.Platform.Operations;

/// <summary>An expected failure of an operation: a stable code for programs, a sentence for people, the field it concerns.</summary>
public abstract record Problem(string Code, string Message, string? Field = null);

/// <summary>The thing does not exist for this actor; also what is said of other organizations' things.</summary>
public abstract record NotFound(string Code, string Message) : Problem(Code, Message);

/// <summary>The actor is inside the organization but his role does not grant this.</summary>
public abstract record Forbidden(string Code, string Message) : Problem(Code, Message);

/// <summary>Nobody is known to have sent the request.</summary>
public abstract record Unauthenticated(string Code, string Message) : Problem(Code, Message);

/// <summary>The request is wrong in itself.</summary>
public abstract record Invalid(string Code, string Message, string? Field = null) : Problem(Code, Message, Field);

/// <summary>The request collides with what is stored.</summary>
public abstract record Conflict(string Code, string Message, string? Field = null) : Problem(Code, Message, Field);

/// <summary>The request can be read, and contradicts an earlier one (RFC 9110 §15.5.21).</summary>
public abstract record Unprocessable(string Code, string Message) : Problem(Code, Message);

/// <summary>Nothing is wrong with the request; it came too often, or at a busy moment.</summary>
public abstract record Unavailable(string Code, string Message, TimeSpan RetryAfter) : Problem(Code, Message);

/// <summary>The caller asks too often, and has to wait.</summary>
public abstract record TooOften(string Code, string Message, TimeSpan RetryAfter) : Unavailable(Code, Message, RetryAfter);

/// <summary>The one answer for an organization that does not exist, is not yours, or was never given that id.</summary>
public sealed record NothingHere() : NotFound("not-found", "There is nothing here.");

/// <summary>The actor's role does not grant what the operation needs.</summary>
public sealed record RoleTooWeak()
    : Forbidden("role-too-weak", "Your role does not allow this. Ask an administrator of your provider for it.");

/// <summary>A member of the request breaks its length, range or form.</summary>
public sealed record InvalidField(string Name, string Words) : Invalid("invalid-field", Words, Name);

/// <summary>Someone else saved the same thing since it was read.</summary>
public sealed record ChangedMeanwhile()
    : Conflict("changed-meanwhile", "Someone else changed this since you opened it. Load it again, then make your change.");
