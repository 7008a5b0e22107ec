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

/// <summary>The server failed; what was asked for has not happened.</summary>
public sealed record ServerFailed(string TraceId)
    : Problem("server-failed", $"Something went wrong in Portico; nothing was changed. Its log has more under {TraceId}.");

/// <summary>What HTTP itself refuses: a method, a content type, a size.</summary>
public sealed record RefusedByHttp(string Words) : Problem("refused", Words);
