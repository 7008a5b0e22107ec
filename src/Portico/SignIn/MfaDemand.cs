using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.SignIn;

/// <summary>Whether a provider or an organization that a person works for demands a second factor of him: an authenticator app or a passkey.</summary>
internal static class MfaDemand
{
    public static async Task<bool> IsOnAsync(CredentialDb db, ObjectId account, CancellationToken ct) =>
        await IsOnInAsync(db.Set<ProviderMembership>(), account, ct) || await IsOnInAsync(db.Set<OrganizationMembership>(), account, ct);

    /// <summary>The memberships that demand one.</summary>
    public static Expression<Func<T, bool>> IsOf<T>()
        where T : Membership => m => m.RequiresMfa && !m.IsSuspended && m.AcceptedAt != null;

    private static Task<bool> IsOnInAsync<T>(IQueryable<T> memberships, ObjectId account, CancellationToken ct)
        where T : Membership => memberships.Where(IsOf<T>()).AnyAsync(m => m.AdministratorId == account, ct);
}
