using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>The body is no JSON (RFC 8259), nested too deeply, or names a member twice.</summary>
public sealed record MalformedBody(string Where)
    : Invalid("malformed-body", $"The body is not the JSON object that is needed here{Where}.");

/// <summary>The body has a member that nothing here is called.</summary>
public sealed record UnknownMember(string Name)
    : Invalid("unknown-member", $"There is no member \"{Name}\" here. Check its spelling.", Name);

/// <summary>The address has a parameter that nothing here is called.</summary>
public sealed record UnknownParameter(string Name)
    : Invalid("unknown-parameter", $"There is no parameter \"{Name}\" here. Check its spelling.", Name);

/// <summary>The server failed.</summary>
public sealed record ServerFailed(string TraceId)
    : Problem(
        "server-failed",
        $"Something went wrong in Portico. Look whether it was done before you try again. The log has more under {TraceId}."
    );

/// <summary>A condition that would not be looked at; ignoring it could lose what someone else did (RFC 9110 §13.1.1).</summary>
public sealed record ConditionNotHeeded()
    : Invalid("condition-not-heeded", "This address does not heed If-Match for this method. Leave the header out.", "If-Match");

/// <summary>What HTTP itself refuses: a method, a content type, a size.</summary>
public sealed record RefusedByHttp(string Words) : Problem("refused", Words);
