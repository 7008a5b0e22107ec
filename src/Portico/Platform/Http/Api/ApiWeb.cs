using Microsoft.AspNetCore.Mvc;
using Portico.Platform.Http.Api.Idempotency;

namespace Portico.Platform.Http.Api;

/// <summary>The REST API under /v1: how requests pass, whatever they ask for.</summary>
public static class ApiWeb
{
    public const string Prefix = "/v1";

    /// <summary>The policy of every route of the API: whoever sends an API key.</summary>
    public const string Policy = "Api";

    /// <summary>A body of JSON has at most 64 KiB.</summary>
    internal const int MaxBody = 64 * 1024;

    /// <summary>Routes are found whatever the case of their letters, so the API is too.</summary>
    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RateLimit>();
        services.AddHostedService<IdempotencySweep>();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteOptions>(routing => routing.SetParameterPolicy<ObjectIdConstraint>("id"));
        return services;
    }

    /// <summary>What went wrong is told as JSON here. Goes after what shows pages in its place.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) =>
        app.UseWhen(
            IsApi,
            api =>
            {
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandler = ApiProblems.WriteFailureAsync,
                        // What cannot be read is no fault of ours, and must not fill the log.
                        SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException,
                        StatusCodeSelector = e =>
                            e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                    }
                );
                api.UseStatusCodePages(ApiProblems.WriteStatusAsync);
            }
        );

    /// <summary>Goes after authorization: who asks is known.</summary>
    public static IApplicationBuilder UseApiLimits(this IApplicationBuilder app) =>
        app.UseWhen(
            IsApi,
            api =>
            {
                var limit = app.ApplicationServices.GetRequiredService<RateLimit>();
                api.Use((context, next) => limit.PassAsync(context, next));
                api.Use(IfMatch.PassAsync);
                api.Use(IdempotentRequests.PassAsync);
                api.Use(StrayParameters.PassAsync);
            }
        );

    /// <summary>What all routes of the API have in common.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        // The operations validate, once they know who asks and have read all of the request.
        var api = routes
            .MapGroup(Prefix)
            .RequireAuthorization(Policy)
            .DisableValidation()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<HttpMethodMetadata>().Any(m => m.HttpMethods.Contains(HttpMethods.Post, StringComparer.Ordinal)))
            {
                endpoint.Metadata.Add(new IdempotentMetadata());
            }
        });
        return api;
    }

    /// <summary>What is no id reads as one that was never given: there is nothing here.</summary>
    private sealed class ObjectIdConstraint : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection
        ) => ObjectId.TryParse(values[routeKey]?.ToString(), out _);
    }
}
