using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>The OpenAPI document of everything below <c>/v1</c>, made from the routes and from the requests and results they carry.</summary>
public static class ApiDocument
{
    public const string Path = "/openapi/v1.json";

    /// <summary>The document's name to the framework.</summary>
    internal const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.AddSingleton<ApiDocumentText>();
        services.AddOpenApi(
            Name,
            options =>
            {
                var names = new SchemaNames();
                var variants = new SchemaVariants(names);
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) is true;
                options.CreateSchemaReferenceId = names.NameOf;
                options.AddSchemaTransformer(SchemaValues.TransformAsync);
                options.AddOperationTransformer<OperationTags>();
                options.AddOperationTransformer<ApiCredentials>();
                options.AddOperationTransformer<RouteParameters>();
                options.AddOperationTransformer<QueryParameters>();
                options.AddOperationTransformer<RequestHeaders>();
                options.AddOperationTransformer<ResponseHeaders>();
                options.AddOperationTransformer<BinaryBodies>();
                options.AddOperationTransformer(variants);
                options.AddOperationTransformer<ProblemResponses>();
                options.AddDocumentTransformer(variants);
                options.AddDocumentTransformer(new SchemaShapes(names));
                options.AddDocumentTransformer<OperationTags>();
                options.AddDocumentTransformer<ApiCredentials>();
                options.AddDocumentTransformer<DocumentFrame>();
            }
        );
        return services;
    }

    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, GetAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<ContentHttpResult> GetAsync(ApiDocumentText document) =>
        TypedResults.Content(await document.ReadAsync(), "application/json; charset=utf-8");
}
