using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Portico.Platform.Http.Api;

/// <summary>
/// The version that a change is based on, from the header If-Match (RFC 9110 §13.1.1); null without one, and for <c>*</c>. A tag that none
/// of ours can be is a version that never was.
/// </summary>
public sealed class IfMatch : IEndpointParameterMetadataProvider
{
    private const int Never = -1;

    private IfMatch(int? version) => Version = version;

    public int? Version { get; }

    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        return ValueTask.FromResult(
            new IfMatch(header.Count is 0 || header.ToString().Trim() is "*" ? null : VersionOf(header.ToString()))
        );
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new IfMatchMetadata());

    /// <summary>Refuses the header where nothing would look at it.</summary>
    internal static Task PassAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.IfMatch.Count > 0
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null
        && !HttpMethods.IsGet(context.Request.Method)
        && endpoint.Metadata.GetMetadata<IfMatchMetadata>() is null
            ? ApiProblems.WriteAsync(context, [new ConditionNotHeeded()])
            : next(context);

    /// <summary>The entity tag of a version.</summary>
    internal static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static int VersionOf(string header) =>
        EntityTagHeaderValue.TryParse(header, out var tag)
        && !tag.IsWeak
        && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Never;
}
