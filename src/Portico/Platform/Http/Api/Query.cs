using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>A request from the address's query: every public member that can be set is a parameter of that name. Others are refused.</summary>
public sealed class Query<T> : IEndpointParameterMetadataProvider
    where T : class, new()
{
    private Query(T request) => Request = request;

    public T Request { get; }

    public static ValueTask<Query<T>> BindAsync(HttpContext context)
    {
        var request = new T();
        var validation = context.RequestServices.GetRequiredService<RequestValidation>();
        GivenMembers.SetFromQuery(request, context.Request.Query, validation);
        return ValueTask.FromResult(new Query<T>(request));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryMetadata(typeof(T)));
}
