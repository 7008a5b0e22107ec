using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;

namespace Portico.Tests.Support;

/// <summary>A browser at the level of operations: it keeps what cookies would, and each operation runs as one request.</summary>
public sealed class Visitor(TestPortal portal, string address = "198.51.100.7", string userAgent = "tests")
{
    /// <summary>The session's token, as the cookie would hold it.</summary>
    public string? Token { get; set; }

    /// <summary>What the browser got at an earlier sign-in.</summary>
    public string? KnownBrowser { get; set; }

    /// <summary>Runs one operation as one request of this browser.</summary>
    public async Task<Outcome<TResult>> RunAsync<TOperation, TResult>(Func<TOperation, Task<Outcome<TResult>>> run)
        where TOperation : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await IdentifyAsync(scope.ServiceProvider);
        return await run(scope.ServiceProvider.GetRequiredService<TOperation>());
    }

    /// <summary>How far this browser is signed in; null when not at all.</summary>
    public async Task<SessionStage?> StageAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await IdentifyAsync(scope.ServiceProvider);
    }

    public async Task<Outcome<SignInStep>> PasswordAsync(string email, string password) =>
        Keep(await RunAsync<SignInWithPassword, SignInStep>(o => o.RunAsync(new() { Email = email, Password = password })));

    public async Task<Outcome<SignInStep>> CodeAsync(string code) =>
        Keep(await RunAsync<SignInWithCode, SignInStep>(o => o.RunAsync(new() { Code = code })));

    public async Task<Outcome<SignInWithRecoveryCode.Result>> RecoveryCodeAsync(string code)
    {
        var outcome = await RunAsync<SignInWithRecoveryCode, SignInWithRecoveryCode.Result>(o => o.RunAsync(new() { Code = code }));
        Keep(outcome.Value?.Step);
        return outcome;
    }

    /// <summary>Signs in without a password.</summary>
    public async Task<Outcome<SignInStep>> PasskeyAsync(SoftwareAuthenticator device)
    {
        var question = await AskedAsync<GetPasskeyQuestion>();
        return await AnswerAsync(new() { Credential = device.Sign(question.Options), Challenge = question.SealedChallenge });
    }

    public async Task<Outcome<SignInStep>> AnswerAsync(PasskeyRequest request) =>
        Keep(await RunAsync<SignInWithPasskey, SignInStep>(o => o.RunAsync(request)));

    /// <summary>Finishes a sign-in that the password began.</summary>
    public async Task<Outcome<SignInStep>> PasskeyAfterPasswordAsync(SoftwareAuthenticator device)
    {
        var question = await AskedAsync<GetSecondStepQuestion>();
        return await AnswerAfterPasswordAsync(
            new() { Credential = device.SignUnasked(question.Options), Challenge = question.SealedChallenge }
        );
    }

    public async Task<Outcome<SignInStep>> AnswerAfterPasswordAsync(PasskeyRequest request) =>
        Keep(await RunAsync<SignInWithPasswordAndPasskey, SignInStep>(o => o.RunAsync(request)));

    public async Task<Outcome<EnrollAtSignIn.Result>> EnrollPasskeyAsync(SoftwareAuthenticator device)
    {
        var question = await AskedAsync<GetPasskeyOfferAtSignIn>();
        var request = new EnrollPasskeyAtSignIn.Request
        {
            Name = "Laptop",
            Credential = device.Make(question.Options),
            Challenge = question.SealedChallenge,
        };
        var outcome = await RunAsync<EnrollPasskeyAtSignIn, EnrollAtSignIn.Result>(o => o.RunAsync(request));
        Keep(outcome.Value?.Step);
        return outcome;
    }

    /// <summary>What this browser is asked for.</summary>
    public async Task<PasskeyQuestion> AskedAsync<T>()
        where T : AccountOperation<Nothing, PasskeyQuestion> =>
        (await RunAsync<T, PasskeyQuestion>(o => o.RunAsync(Nothing.Instance))).Require();

    public Task<Outcome<EnrollmentOffer>> OfferAsync(string? again = null) =>
        RunAsync<GetEnrollmentOffer, EnrollmentOffer>(o => o.RunAsync(new(again)));

    public async Task<Outcome<EnrollAtSignIn.Result>> EnrollAsync(EnrollmentOffer offer, string code)
    {
        var outcome = await RunAsync<EnrollAtSignIn, EnrollAtSignIn.Result>(o =>
            o.RunAsync(new() { SealedSecret = offer.SealedSecret, Code = code })
        );
        Keep(outcome.Value?.Step);
        return outcome;
    }

    /// <summary>What an authenticator app would show for the offered secret, some steps of 30 seconds from now.</summary>
    public string CodeOf(EnrollmentOffer offer, int stepsAhead = 0) => CodeOf(offer.Secret, stepsAhead);

    public string CodeOf(string secret, int stepsAhead = 0) =>
        new Totp(Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp(
            portal.Clock.GetUtcNow().UtcDateTime.AddSeconds(30 * stepsAhead)
        );

    private Outcome<SignInStep> Keep(Outcome<SignInStep> outcome)
    {
        Keep(outcome.Value);
        return outcome;
    }

    private void Keep(SignInStep? step)
    {
        Token = step?.Token.Text ?? Token;
        KnownBrowser = step?.Browser ?? KnownBrowser;
    }

    private async Task<SessionStage?> IdentifyAsync(IServiceProvider request)
    {
        var caller = request.GetRequiredService<Caller>();
        caller.Is(actor: null, address, userAgent);
        caller.Uses(KnownBrowser);
        return await SessionCaller.IdentifyAsync(
            caller,
            Token,
            request.GetRequiredService<FindSession>(),
            request.GetRequiredService<RecordVisit>(),
            portal.Clock,
            CancellationToken.None
        );
    }
}
