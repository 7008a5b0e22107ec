using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>Routes with everything that the document reads from a route. They are described, not called.</summary>
internal static class SampleRoutes
{
    public static void MapSamples(this IEndpointRouteBuilder app)
    {
        var samples = app.MapGroup("/v1/samples")
            .WithTags("Samples")
            .WithMetadata(new TagMetadata("Samples", "What is shown as an example."));
        samples
            .MapPost("/", (Body<AddSample.Request> request) => Results.Ok(request))
            .WithName("samples.add")
            .WithSummary("Add a sample")
            .WithMetadata(new IdempotentMetadata())
            .Produces<AddSample.Result>(StatusCodes.Status201Created);
        samples.MapGet("/", (Query<ListSamples.Request> request) => Results.Ok(request)).WithName("samples.list");
        samples
            .MapPut(
                "/{sampleId}/parts/{number}",
                (ObjectId sampleId, int number, Body<UpdateSample.Request> request) => Results.Ok(request)
            )
            .WithName("samples.update")
            .WithMetadata(new IfMatchMetadata())
            .Produces(StatusCodes.Status204NoContent);
        samples.MapDelete("/{sampleId}/words/{word}", (HttpContext context) => Results.Ok(context)).WithName("samples.remove");

        app.MapGet("/v1/organizations", (Query<ListManagedOrganizations.Request> request) => Results.Ok(request))
            .WithName("organizations.list")
            .Produces<ListManagedOrganizations.Result>();
        app.MapGet("/v1/status", () => Results.Ok()).WithName("status.get").AllowAnonymous();
        app.MapGet("/samples", () => Results.Ok()).WithName("elsewhere.get");
    }
}

/// <summary>A request out of the query, as the document learns of it.</summary>
internal sealed record Query<T> : IEndpointParameterMetadataProvider
{
    public static ValueTask<Query<T>?> BindAsync(HttpContext context, ParameterInfo parameter) => throw new NotSupportedException();

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryMetadata(typeof(T)));
}

/// <summary>A request out of the body, as the document learns of it.</summary>
internal sealed record Body<T> : IEndpointParameterMetadataProvider
{
    public static ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) => throw new NotSupportedException();

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
