using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portico.Platform;
using Portico.Platform.Http.Api;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>Routes with what the document can read from a route and no real one shows. They are described, not called.</summary>
internal static class SampleRoutes
{
    public static void MapSamples(this IEndpointRouteBuilder app)
    {
        var samples = app.MapGroup("/v1/samples").WithTag("Samples", "What is shown as an example.");
        samples
            .MapPost("/", (Body<AddSample.Request> body) => Results.Ok(body.Request))
            .WithName("samples.add")
            .WithSummary("Add a sample")
            .Produces<AddSample.Result>(StatusCodes.Status201Created);
        samples.MapGet("/", (Query<ListSamples.Request> query) => Results.Ok(query.Request)).WithName("samples.list");
        samples
            .MapPatch(
                "/{sampleId}/parts/{number}",
                (ObjectId sampleId, int number, Patch<UpdateSample.Request> patch, IfMatch match) =>
                    Results.Ok((sampleId, number, patch.On(new UpdateSample.Request()), match))
            )
            .WithName("samples.update")
            .Produces(StatusCodes.Status204NoContent);
        samples.MapDelete("/{sampleId}/words/{word}", (HttpContext context) => Results.Ok(context)).WithName("samples.remove");

        app.MapGet("/v1/status", () => Results.Ok()).WithName("status.get").AllowAnonymous();
        app.MapGet("/samples", () => Results.Ok()).WithName("elsewhere.get");
    }
}
