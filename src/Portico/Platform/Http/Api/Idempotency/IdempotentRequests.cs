using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Portico.Platform.Access;

namespace Portico.Platform.Http.Api.Idempotency;

/// <summary>
/// Does a POST with the header Idempotency-Key once (the IETF's draft of that header): whoever repeats it within 24 hours gets the same
/// answer. Should the server stop between doing and answering, the request counts as unfinished: it is never done a second time.
/// </summary>
internal static class IdempotentRequests
{
    private const string HeaderName = "Idempotency-Key";
    private const int NameMaxLength = 255;

    public static async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<IdempotentMetadata>() is null
            || !context.Request.Headers.TryGetValue(HeaderName, out var header)
            || context.RequestServices.GetRequiredService<Caller>().Actor?.Key is not { Id: var key }
        )
        {
            await next(context);
            return;
        }

        var name = header.ToString();
        if (name.Length is 0 or > NameMaxLength || !name.All(c => c is > ' ' and < '\u007f'))
        {
            await ApiProblems.WriteAsync(context, [new InvalidIdempotencyKey()]);
            return;
        }

        var nameHash = HashOf(Encoding.ASCII.GetBytes(name));
        var begin = context.RequestServices.GetRequiredService<StartIdempotentRequest>();
        var begun = await begin.RunAsync(new(key, nameHash, await FingerprintAsync(context.Request)), context.RequestAborted);
        if (!begun.Succeeded)
        {
            await ApiProblems.WriteAsync(context, begun.Problems);
        }
        else if (begun.Value.Answer is { } answer)
        {
            await RepeatAsync(context.Response, answer);
        }
        else
        {
            await DoAsync(context, next, key, nameHash);
        }
    }

    private static async Task DoAsync(HttpContext context, RequestDelegate next, ObjectId key, string nameHash)
    {
        var client = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        IdempotentAnswer? answer = null;
        var hungUp = context.RequestAborted;
        try
        {
            // From here on it is done to its end, whether or not the one who asked still waits: who repeats it must find the answer.
            context.RequestAborted = CancellationToken.None;
            await next(context);
            answer = AnswerOf(context.Response, kept.ToArray());
        }
        finally
        {
            (context.Response.Body, context.RequestAborted) = (client, hungUp);
            // What is wrong with the request itself, which waits in its scope to be told, is no business of this operation.
            await using var scope = context.RequestServices.CreateAsyncScope();
            var finish = scope.ServiceProvider.GetRequiredService<FinishIdempotentRequest>();
            // Whether or not the one who asked still waits.
            await finish.RunAsync(new(key, nameHash, answer), CancellationToken.None);
        }

        kept.Position = 0;
        await kept.CopyToAsync(client, context.RequestAborted);
    }

    /// <summary>Null when nothing was done and it makes sense to try again: the server failed, or it came too often.</summary>
    private static IdempotentAnswer? AnswerOf(HttpResponse response, byte[] body) =>
        response.StatusCode is >= 500 or StatusCodes.Status429TooManyRequests
            ? null
            : new(
                response.StatusCode,
                response.ContentType,
                response.Headers.Location.ToString() is { Length: > 0 } location ? location : null,
                response.Headers.ETag.ToString() is { Length: > 0 } tag ? tag : null,
                body
            );

    private static async Task RepeatAsync(HttpResponse response, IdempotentAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.Headers["Idempotent-Replayed"] = "true";
        response.ContentType = answer.ContentType;
        response.Headers.Location = answer.Location;
        response.Headers.ETag = answer.ETag;
        await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        // In memory only: a body may hold a password.
        var most = (int)(
            request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? ApiWeb.MaxBody
        );
        request.EnableBuffering(most + 1, most);
        using var whole = new MemoryStream();
        whole.Write(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        await request.Body.CopyToAsync(whole, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return HashOf(whole.ToArray());
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
