using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;

namespace Portico.Administrators.Profile.Passkeys;

/// <summary>One's own passkeys, the oldest first.</summary>
public sealed class ListPasskeys(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<PasskeyRow>>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<IReadOnlyList<PasskeyRow>>> HandleAsync(
        Nothing request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var own = work.Db.Set<Passkey>().AsNoTracking().Where(p => p.AdministratorId == work.SignedIn.AdministratorId);
        return (await own.OrderBy(p => p.Id).ToListAsync(ct)).ConvertAll(PasskeyRow.Of);
    }
}

/// <summary>One of one's own passkeys.</summary>
public sealed class GetPasskey(OperationRunner runner) : AccountQuery<PasskeyReference, PasskeyRow>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<PasskeyRow>> HandleAsync(
        PasskeyReference request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var own = work.Db.Set<Passkey>().AsNoTracking().Where(p => p.AdministratorId == work.SignedIn.AdministratorId);
        return await own.FirstOrDefaultAsync(p => p.Id == request.Id, ct) is { } passkey ? PasskeyRow.Of(passkey) : new NoSuchPasskey();
    }
}

/// <summary>Names one of one's own passkeys.</summary>
public sealed record PasskeyReference(ObjectId Id);

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">For renaming and removing it.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="IsBackedUp">Whether it has been copied to other devices of the person.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">Null while it was never used.</param>
public sealed record PasskeyRow(ObjectId Id, string Name, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    internal static PasskeyRow Of(StoredPasskey passkey) =>
        new(passkey.Id, passkey.Name, passkey.IsBackedUp, passkey.CreatedAt, passkey.LastUsedAt);
}
