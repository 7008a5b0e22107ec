using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>Answers with an operation's result as JSON, or with its problems.</summary>
public sealed class ApiAnswer<T>(Outcome<T> outcome) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        ApiAnswers.WriteAsync(httpContext, outcome, version: null, StatusCodes.Status200OK);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>Answers with a result that can be edited, and in the header ETag with the version that an edit is based on.</summary>
public sealed class VersionedAnswer<T>(Outcome<T> outcome, Func<T, int?> version) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) => ApiAnswers.WriteAsync(httpContext, outcome, version, StatusCodes.Status200OK);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ETagMetadata());
    }
}

/// <summary>Answers that something was made: what it is, its version, and where it can be had.</summary>
public sealed class CreatedAnswer<T>(Outcome<T> outcome, Func<T, int?> version, Func<T, string> location)
    : IResult,
        IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (outcome.Succeeded)
        {
            httpContext.Response.Headers.Location = location(outcome.Value);
        }

        return ApiAnswers.WriteAsync(httpContext, outcome, version, StatusCodes.Status201Created);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
        builder.Metadata.Add(new ETagMetadata());
    }
}

/// <summary>Answers that it is done, with nothing to tell.</summary>
public sealed class DoneAnswer(IReadOnlyList<Problem> problems) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (problems.Count > 0)
        {
            return ApiProblems.WriteAsync(httpContext, problems);
        }

        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
}

/// <summary>Answers with a picture.</summary>
public sealed class FileAnswer(IReadOnlyList<Problem> problems, byte[] content, string contentType) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        problems.Count > 0
            ? ApiProblems.WriteAsync(httpContext, problems)
            : TypedResults.Bytes(content, contentType).ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Stream), ["image/png", "image/jpeg"]));
}

/// <summary>Turns what operations answer into what the API answers.</summary>
public static class ApiAnswers
{
    public static async Task<ApiAnswer<T>> AsOkAsync<T>(this Task<Outcome<T>> running) => new(await running);

    /// <param name="running">The operation.</param>
    /// <param name="version">What an edit is based on; becomes the ETag.</param>
    public static async Task<VersionedAnswer<T>> AsOkAsync<T>(this Task<Outcome<T>> running, Func<T, int?> version) =>
        new(await running, version);

    /// <param name="running">The operation.</param>
    /// <param name="location">Where what was made can be had.</param>
    /// <param name="version">What an edit is based on; becomes the ETag.</param>
    public static async Task<CreatedAnswer<T>> AsCreatedAsync<T>(
        this Task<Outcome<T>> running,
        Func<T, string> location,
        Func<T, int?> version
    ) => new(await running, version, location);

    public static async Task<DoneAnswer> AsDoneAsync<T>(this Task<Outcome<T>> running) => new((await running).Problems);

    public static async Task<FileAnswer> AsFileAsync<T>(this Task<Outcome<T>> running, Func<T, (byte[] Content, string ContentType)> file)
    {
        var outcome = await running;
        var (content, contentType) = outcome.Succeeded ? file(outcome.Value) : ([], "");
        return new FileAnswer(outcome.Problems, content, contentType);
    }

    /// <summary>Goes on with the result, if there is one.</summary>
    public static async Task<Outcome<TNext>> ThenAsync<T, TNext>(this Task<Outcome<T>> running, Func<T, Task<Outcome<TNext>>> next)
    {
        var outcome = await running;
        return outcome.Succeeded ? await next(outcome.Value) : Outcome<TNext>.FromProblems(outcome.Problems);
    }

    /// <summary>A part of the result, or the result in another form.</summary>
    public static async Task<Outcome<TPart>> SelectAsync<T, TPart>(this Task<Outcome<T>> running, Func<T, TPart> part)
    {
        var outcome = await running;
        return outcome.Succeeded ? part(outcome.Value) : Outcome<TPart>.FromProblems(outcome.Problems);
    }

    internal static Task WriteAsync<T>(HttpContext context, Outcome<T> outcome, Func<T, int?>? version, int status)
    {
        if (!outcome.Succeeded)
        {
            return ApiProblems.WriteAsync(context, outcome.Problems);
        }

        if (version?.Invoke(outcome.Value) is { } read)
        {
            context.Response.Headers.ETag = IfMatch.TagOf(read);
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(outcome.Value, ApiJson.Options, context.RequestAborted);
    }
}
