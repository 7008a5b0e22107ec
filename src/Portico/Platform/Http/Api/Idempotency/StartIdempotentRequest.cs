using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Platform.Http.Api.Idempotency;

/// <summary>Notes that a request is about to be done, or finds the answer that the same one had.</summary>
public sealed class StartIdempotentRequest(OperationRunner runner, SealedText sealing)
    : AccountOperation<StartIdempotentRequest.Request, StartIdempotentRequest.Result>(runner)
{
    public sealed record Request(ObjectId ApiKeyId, string NameHash, string Fingerprint);

    /// <param name="Answer">Null when the request is to be done now.</param>
    public sealed record Result(IdempotentAnswer? Answer);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"idempotent:{request.ApiKeyId}:{request.NameHash}", ct);
        var known = await work
            .Db.Set<IdempotentRequest>()
            .FirstOrDefaultAsync(r => r.ApiKeyId == request.ApiKeyId && r.NameHash == request.NameHash, ct);
        if (known is not null && known.At + IdempotentRequest.Lifetime > work.Now)
        {
            return AnswerTo(request, known);
        }

        if (known is null)
        {
            known = new IdempotentRequest { ApiKeyId = request.ApiKeyId, NameHash = request.NameHash };
            work.Db.Add(known);
        }

        (known.Fingerprint, known.At, known.SealedAnswer) = (request.Fingerprint, work.Now, null);
        return new Result(Answer: null);
    }

    internal static string PurposeOf(ObjectId key) => $"idempotent-answer:{key}";

    private Outcome<Result> AnswerTo(Request request, IdempotentRequest known)
    {
        if (!string.Equals(known.Fingerprint, request.Fingerprint, StringComparison.Ordinal))
        {
            return new IdempotencyKeyReused();
        }

        return
            known.SealedAnswer is { } kept
            && sealing.Open(kept, PurposeOf(known.ApiKeyId)) is { } json
            && JsonSerializer.Deserialize<IdempotentAnswer>(json) is { } answer
            ? new Result(answer)
            : new IdempotentRequestUnfinished();
    }
}

/// <summary>The idempotency key belongs to another request.</summary>
public sealed record IdempotencyKeyReused()
    : Unprocessable(
        "idempotency-key-reused",
        "This Idempotency-Key was used for a request with another address or body in the last 24 hours. Use a new one for a new request."
    );

/// <summary>The first request is still being done, or nobody knows how it ended.</summary>
public sealed record IdempotentRequestUnfinished()
    : Conflict(
        "idempotent-request-unfinished",
        "A request with this Idempotency-Key has no answer yet. Try again in a moment; if this remains, look whether it was done."
    );

/// <summary>The header Idempotency-Key is empty or too long.</summary>
public sealed record InvalidIdempotencyKey()
    : Invalid("invalid-idempotency-key", "The header Idempotency-Key has 1 to 255 visible characters, such as a UUID.", "Idempotency-Key");
