using Microsoft.AspNetCore.Identity;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>
/// What Identity's WebAuthn implementation is told about passkeys: the holder at hand and nothing else. It verifies; operations load
/// and save, in their own transaction.
/// </summary>
internal sealed class PasskeyShelf(Func<string, Task<PasskeyHolder?>> find, Func<byte[], Task<bool>> isTaken)
    : IUserPasskeyStore<PasskeyHolder>
{
    private static readonly PasskeyHolder someone = new("", "", "", []);

    public void Dispose() { }

    public Task<string> GetUserIdAsync(PasskeyHolder user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<PasskeyHolder?> FindByIdAsync(string userId, CancellationToken cancellationToken) => find(userId);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyHolder user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(Of)]);

    public async Task<PasskeyHolder?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await isTaken(credentialId) ? someone : null;

    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyHolder user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(
            user.Passkeys.FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(credentialId)) is { } found ? Of(found) : null
        );

    // A count of 0 is never behind: PasskeyProof compares the counts, and can tell that apart from a wrong signature.
    private static UserPasskeyInfo Of(StoredPasskey stored) =>
        new(
            stored.CredentialId,
            stored.PublicKey,
            stored.CreatedAt,
            signCount: 0,
            stored.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            stored.IsBackupEligible,
            stored.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );

    Task IUserPasskeyStore<PasskeyHolder>.AddOrUpdatePasskeyAsync(PasskeyHolder user, UserPasskeyInfo passkey, CancellationToken ct) =>
        throw Saving();

    Task IUserPasskeyStore<PasskeyHolder>.RemovePasskeyAsync(PasskeyHolder user, byte[] credentialId, CancellationToken ct) =>
        throw Saving();

    Task<IdentityResult> IUserStore<PasskeyHolder>.CreateAsync(PasskeyHolder user, CancellationToken ct) => throw Saving();

    Task<IdentityResult> IUserStore<PasskeyHolder>.UpdateAsync(PasskeyHolder user, CancellationToken ct) => throw Saving();

    Task<IdentityResult> IUserStore<PasskeyHolder>.DeleteAsync(PasskeyHolder user, CancellationToken ct) => throw Saving();

    Task<PasskeyHolder?> IUserStore<PasskeyHolder>.FindByNameAsync(string name, CancellationToken ct) => throw Saving();

    Task<string?> IUserStore<PasskeyHolder>.GetUserNameAsync(PasskeyHolder user, CancellationToken ct) => throw Saving();

    Task IUserStore<PasskeyHolder>.SetUserNameAsync(PasskeyHolder user, string? name, CancellationToken ct) => throw Saving();

    Task<string?> IUserStore<PasskeyHolder>.GetNormalizedUserNameAsync(PasskeyHolder user, CancellationToken ct) => throw Saving();

    Task IUserStore<PasskeyHolder>.SetNormalizedUserNameAsync(PasskeyHolder user, string? name, CancellationToken ct) => throw Saving();

    private static NotSupportedException Saving() => new("Operations load and save passkeys.");
}
