using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>A request from a JSON body: the members given, the others as they are by default.</summary>
public sealed class Body<T> : IEndpointParameterMetadataProvider
    where T : class, new()
{
    private Body(T request) => Request = request;

    public T Request { get; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        var request = new T();
        (await JsonObject.ReadAsync(context))?.SetOn(request);
        return new Body<T>(request);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>Changes from a JSON body: the members given replace those that there are, the others stay (RFC 7396, one level deep).</summary>
public sealed class Patch<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private readonly JsonObject? given;

    private Patch(JsonObject? given) => this.given = given;

    public static async ValueTask<Patch<T>> BindAsync(HttpContext context) => new(await JsonObject.ReadAsync(context));

    /// <summary>The request as it is now, with the changes.</summary>
    public T On(T current)
    {
        given?.SetOn(current);
        return current;
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json", "application/merge-patch+json"], typeof(T)));
        builder.Metadata.Add(new PatchMetadata());
    }
}

/// <summary>The body of an endpoint changes what is there: none of its members is required.</summary>
public sealed record PatchMetadata;

/// <summary>The object that a body holds. What is wrong with it is told by the operation, after it knows whether the sender may ask at all.</summary>
internal sealed class JsonObject(JsonElement given, RequestValidation validation)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false };

    public static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        var validation = context.RequestServices.GetRequiredService<RequestValidation>();
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                // Throws when a name is no text; whoever reads the members later need not expect it.
                _ = document.RootElement.EnumerateObject().Count(member => member.Name.Length is 0);
                return new JsonObject(document.RootElement.Clone(), validation);
            }

            validation.Found(new MalformedBody(""));
        }
        catch (InvalidOperationException)
        {
            // The name of a member is half a character, or no UTF-8.
            validation.Found(new MalformedBody(": a name is no text"));
        }
        catch (JsonException wrong)
        {
            validation.Found(
                new MalformedBody(wrong.LineNumber is { } line ? $": see line {line + 1}, byte {wrong.BytePositionInLine + 1}" : "")
            );
        }

        return null;
    }

    public void SetOn(object request) => GivenMembers.SetFromJson(request, given, validation);
}
