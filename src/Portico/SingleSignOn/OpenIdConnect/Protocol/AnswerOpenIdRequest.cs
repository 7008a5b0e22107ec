using Portico.Platform.Operations;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>Answers a request of OpenID Connect from an application itself: tokens, pushed requests, devices, revocation.</summary>
public sealed class AnswerOpenIdRequest(OperationRunner runner, OpenIdTurn turn) : ApplicationOperation<OpenIdRequest, Done>(runner)
{
    protected internal override Task<Outcome<Done>> HandleAsync(OpenIdRequest request, Work work, CancellationToken ct) =>
        turn.TakeAsync(work, () => request.Answer(work, ct));
}

/// <summary>Answers a request of OpenID Connect that changes nothing: the documents, a token's user, or a user who is not signed in.</summary>
public sealed class AnswerOpenIdQuestion(OperationRunner runner, OpenIdTurn turn) : ApplicationQuery<OpenIdRequest, Done>(runner)
{
    protected internal override Task<Outcome<Done>> HandleAsync(OpenIdRequest request, Work work, CancellationToken ct) =>
        turn.TakeAsync(work, () => request.Answer(work, ct));
}

/// <summary>Answers a request of OpenID Connect that a signed-in user's browser carries.</summary>
public sealed class AnswerOpenIdUser(OperationRunner runner, OpenIdTurn turn) : UserOperation<OpenIdRequest, Done>(runner)
{
    protected internal override Task<Outcome<Done>> HandleAsync(OpenIdRequest request, Work work, CancellationToken ct) =>
        turn.TakeAsync(work, () => request.Answer(work, ct));
}

/// <summary>A request as it came; the protocol's library reads it, and writes the answer.</summary>
/// <param name="Answer">Does so, within the operation.</param>
public sealed record OpenIdRequest(Func<Work, CancellationToken, Task<Outcome<Done>>> Answer);
