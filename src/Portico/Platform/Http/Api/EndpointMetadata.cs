namespace Portico.Platform.Http.Api;

/// <summary>The endpoint reads its query into a request of this type: each of its properties is a query parameter.</summary>
public sealed record QueryMetadata(Type Type);

/// <summary>The endpoint changes something only if it is still as the caller read it: the header If-Match (RFC 9110 §13.1.1).</summary>
public sealed record IfMatchMetadata;

/// <summary>What the endpoint answers with has a version, told in the header ETag (RFC 9110 §8.8.3).</summary>
public sealed record ETagMetadata;

/// <summary>The endpoint does once what is asked twice with the same header Idempotency-Key.</summary>
public sealed record IdempotentMetadata;

/// <summary>What a tag stands for; the name is the one given with <c>WithTags</c>.</summary>
public sealed record TagMetadata(string Name, string Description);

/// <summary>Tags endpoints.</summary>
public static class TagEndpoints
{
    /// <param name="endpoints">What is tagged.</param>
    /// <param name="name">The tag.</param>
    /// <param name="description">What it stands for; said once is enough.</param>
    public static TBuilder WithTag<TBuilder>(this TBuilder endpoints, string name, string description)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithTags(name).WithMetadata(new TagMetadata(name, description));
}
