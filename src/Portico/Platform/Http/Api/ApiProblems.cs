using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Portico.Platform.Http.Api.Idempotency;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>
/// Problem details (RFC 9457), with a stable code, the member of the request that it concerns, and all problems of the request at once.
/// </summary>
/// <param name="Type">A name for the kind of problem (RFC 9457 §3.1.1).</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The first problem in a sentence.</param>
/// <param name="Code">The first problem's stable name.</param>
/// <param name="Field">The member or parameter that the first problem concerns; null when none.</param>
/// <param name="Errors">All problems of the request, the first one too.</param>
public sealed record ProblemDetailsBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string? Field,
    IReadOnlyList<ProblemDetailsBody.Error> Errors
)
{
    /// <summary>One of the problems.</summary>
    public sealed record Error(string Code, string Detail, string? Field);
}

/// <summary>Answers a request to the API with its problems.</summary>
public static class ApiProblems
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, IReadOnlyList<Problem> problems) =>
        WriteAsync(context, problems, StatusOf(context, problems[0]));

    /// <summary>What was not answered by an operation: no such route, a method or a content type that is not taken.</summary>
    public static Task WriteStatusAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return WriteAsync(context.HttpContext, [ProblemOf(status)], status);
    }

    /// <summary>What went wrong in the server itself, or while the request was read.</summary>
    public static Task WriteFailureAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status >= StatusCodes.Status500InternalServerError
            ? WriteAsync(context, [new ServerFailed(Activity.Current?.Id ?? context.TraceIdentifier)], status)
            : WriteAsync(context, [ProblemOf(status)], status);
    }

    private static Problem ProblemOf(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => new NothingHere(),
            StatusCodes.Status403Forbidden => new RoleTooWeak(),
            StatusCodes.Status405MethodNotAllowed => new RefusedByHttp(
                "This address does not take this method. The header Allow names those it takes."
            ),
            StatusCodes.Status413PayloadTooLarge => new RefusedByHttp("The body is too large."),
            StatusCodes.Status415UnsupportedMediaType => new RefusedByHttp("This address does not take a body of this content type."),
            _ => new RefusedByHttp($"{ReasonPhrases.GetReasonPhrase(status)}."),
        };

    private static Task WriteAsync(HttpContext context, IReadOnlyList<Problem> problems, int status)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (problems[0] is Unavailable { RetryAfter: var wait })
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var first = problems[0];
        var body = new ProblemDetailsBody(
            $"urn:portico:problem:{first.Code}",
            ReasonPhrases.GetReasonPhrase(status),
            status,
            first.Message,
            first.Code,
            FieldOf(first),
            [.. problems.Select(p => new ProblemDetailsBody.Error(p.Code, p.Message, FieldOf(p)))]
        );
        return response.WriteAsJsonAsync(body, ApiJson.Options, ContentType, context.RequestAborted);
    }

    /// <summary>Who said which version he read asked for a precondition (RFC 9110 §15.5.13); to the others it is a conflict.</summary>
    private static int StatusOf(HttpContext context, Problem problem) =>
        problem is ChangedMeanwhile && context.Request.Headers.IfMatch.Count > 0
            ? StatusCodes.Status412PreconditionFailed
            : problem.StatusCode();

    /// <summary>As the member is called in JSON: <c>organizations[2]</c>, <c>contactName</c>; a header and what is unknown as it came.</summary>
    private static string? FieldOf(Problem problem) =>
        problem is UnknownMember or UnknownParameter or InvalidIdempotencyKey || problem.Field is null
            ? problem.Field
            : string.Join('.', problem.Field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
