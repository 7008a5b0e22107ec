using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portico.Platform.Operations;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>
/// Asks browsers for passkeys and checks what they answer (WebAuthn Level 3, §7.1 and §7.2), by Identity's implementation. It knows no
/// kind of account: whoever calls it says who the holder is, and what the question is for.
/// </summary>
public sealed partial class PasskeyExchange(RelyingParty party, PasskeyChallenges challenges, ILogger<PasskeyExchange> log)
{
    /// <summary>No answer is longer: one with an attestation that nobody asked for has some thousand characters.</summary>
    public const int MaxAnswerLength = 20_000;

    // The implementation reads host and origin from it only where no rule of ours says them.
    private static readonly DefaultHttpContext noRequest = new();

    /// <summary>Asks to make a passkey on an authenticator that has none of the holder's yet.</summary>
    public async Task<PasskeyQuestion> OfferAsync(PasskeyHolder holder, string purpose)
    {
        var entity = new PasskeyUserEntity
        {
            Id = holder.Id,
            Name = holder.Name,
            DisplayName = holder.DisplayName,
        };
        var offer = await For(holder).MakeCreationOptionsAsync(entity, noRequest);
        return new(offer.CreationOptionsJson, challenges.Seal(offer.AttestationState!, purpose));
    }

    /// <summary>Asks for one of the holder's passkeys, or, of null, for any that the browser has for this installation.</summary>
    public async Task<PasskeyQuestion> AskAsync(PasskeyHolder? holder, string purpose)
    {
        var asked = await For(holder).MakeRequestOptionsAsync(holder, noRequest);
        return new(asked.RequestOptionsJson, challenges.Seal(asked.AssertionState!, purpose));
    }

    /// <summary>The passkey that the browser made, not stored yet.</summary>
    /// <param name="answer">From the browser; its challenge counts once, whatever comes of it.</param>
    /// <param name="purpose">As it was asked for.</param>
    /// <param name="isTaken">Whether someone in the installation has the credential id.</param>
    /// <param name="work">Of the operation.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<AttestedPasskey>> AttestAsync(
        PasskeyAnswer answer,
        string purpose,
        Func<byte[], Task<bool>> isTaken,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (await challenges.TakeAsync(work, answer.SealedChallenge, purpose, ct) is not { } challenge)
        {
            return new PasskeyTooLate();
        }

        if (answer.Credential is not { Length: > 0 and <= MaxAnswerLength } credential)
        {
            return new PasskeyNotMade();
        }

        var made = await With(_ => Task.FromResult<PasskeyHolder?>(null), isTaken)
            .PerformAttestationAsync(
                new()
                {
                    HttpContext = noRequest,
                    CredentialJson = credential,
                    AttestationState = challenge.State,
                }
            );
        if (!made.Succeeded)
        {
            LogRefused(Clean(made.Failure.Message));
            return new PasskeyNotMade();
        }

        return AttestedPasskey.Of(made.Passkey) is { } passkey ? passkey : new PasskeyNotMade();
    }

    /// <summary>
    /// Whose passkey answered. <see cref="PasskeyRefused"/> when it is nobody's that <paramref name="find"/> knows or anything about the
    /// answer is wrong; <see cref="PasskeyOfCopy"/> tells whose history is to keep that there seem to be two of it.
    /// </summary>
    /// <param name="answer">From the browser; its challenge counts once, whatever comes of it.</param>
    /// <param name="purpose">As it was asked for.</param>
    /// <param name="find">The holder of that id, with his passkeys as they are now; the id may be anything.</param>
    /// <param name="work">Of the operation.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome<PasskeyProof>> ProveAsync(
        PasskeyAnswer answer,
        string purpose,
        Func<string, Task<PasskeyHolder?>> find,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (await challenges.TakeAsync(work, answer.SealedChallenge, purpose, ct) is not { } challenge)
        {
            return new PasskeyTooLate();
        }

        if (answer.Credential is not { Length: > 0 and <= MaxAnswerLength } credential)
        {
            return new PasskeyRefused();
        }

        var proved = await With(find, _ => Task.FromResult(false))
            .PerformAssertionAsync(
                new()
                {
                    HttpContext = noRequest,
                    CredentialJson = credential,
                    AssertionState = challenge.State,
                }
            );
        if (!proved.Succeeded)
        {
            LogRefused(Clean(proved.Failure.Message));
            return new PasskeyRefused();
        }

        var passkey = proved.User.Passkeys.Single(p => p.CredentialId.AsSpan().SequenceEqual(proved.Passkey.CredentialId));
        var proof = new PasskeyProof(proved.User, passkey, proved.Passkey.SignCount, proved.Passkey.IsBackedUp);
        return proof.IsOfCopy ? new PasskeyOfCopy(proof) : proof;
    }

    private PasskeyHandler<PasskeyHolder> For(PasskeyHolder? holder) =>
        With(id => Task.FromResult(string.Equals(holder?.Id, id, StringComparison.Ordinal) ? holder : null), _ => Task.FromResult(false));

    private PasskeyHandler<PasskeyHolder> With(Func<string, Task<PasskeyHolder?>> find, Func<byte[], Task<bool>> isTaken)
    {
        var users = new UserManager<PasskeyHolder>(
            new PasskeyShelf(find, isTaken),
            Options.Create(new IdentityOptions()),
            passwordHasher: null!,
            userValidators: [],
            passwordValidators: [],
            keyNormalizer: null!,
            new IdentityErrorDescriber(),
            services: null!,
            NullLogger<UserManager<PasskeyHolder>>.Instance
        );
        return new(users, Options.Create(party.Rules()));
    }

    // The words may quote what the browser sent.
    private static string Clean(string words) => new([.. words.CutTo(200).Where(c => !char.IsControl(c))]);

    [LoggerMessage(LogLevel.Information, "A passkey was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
