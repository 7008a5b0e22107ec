namespace Portico.Platform.Http.Api;

/// <summary>The endpoint's query parameters are the members of this type.</summary>
public sealed record QueryMetadata(Type Type);

/// <summary>The endpoint heeds If-Match, and answers with an ETag.</summary>
public sealed record IfMatchMetadata;

/// <summary>The endpoint heeds Idempotency-Key.</summary>
public sealed record IdempotentMetadata;
