using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Platform.Http.Api.Idempotency;

/// <summary>Keeps the answer of a request for those that repeat it; without one, nothing was done, and it may be tried again.</summary>
public sealed class FinishIdempotentRequest(OperationRunner runner, SealedText sealing)
    : AccountOperation<FinishIdempotentRequest.Request, Done>(runner)
{
    public sealed record Request(ObjectId ApiKeyId, string NameHash, IdempotentAnswer? Answer);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var begun = await work
            .Db.Set<IdempotentRequest>()
            .SingleAsync(r => r.ApiKeyId == request.ApiKeyId && r.NameHash == request.NameHash, ct);
        if (request.Answer is { } answer)
        {
            begun.SealedAnswer = sealing.Seal(JsonSerializer.Serialize(answer), StartIdempotentRequest.PurposeOf(request.ApiKeyId));
        }
        else
        {
            work.Db.Remove(begun);
        }

        return Done.Instance;
    }
}
