using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Keys;

/// <summary>The keys with which an organization's tokens are signed, those in use first.</summary>
public sealed class ListOpenIdKeys(OperationRunner runner) : OrganizationQuery<ListOpenIdKeys.Request, ListOf<ListOpenIdKeys.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest;

    /// <param name="Id">The key's id; the kid of the tokens that it signs.</param>
    /// <param name="Algorithm">What it signs with.</param>
    /// <param name="State">What it is for at the moment.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="SignsFrom">Since when, or from when on, it signs.</param>
    /// <param name="PublishedUntil">When applications no longer find it; null while nothing is to take its place.</param>
    public sealed record Row(
        ObjectId Id,
        OpenIdAlgorithm Algorithm,
        OpenIdKeyState State,
        DateTimeOffset CreatedAt,
        DateTimeOffset SignsFrom,
        DateTimeOffset? PublishedUntil
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var keys = await work.Db.Set<OpenIdKey>().AsNoTracking().ToListAsync(ct);
        var skipped = request.SkipOf(keys.Count);
        List<Row> rows =
        [
            .. keys.Select(k => new Row(k.Id, k.Algorithm, StateOf(k, keys, work.Now), k.CreatedAt, k.SignsFrom, k.PublishedUntil))
                .OrderBy(r => r.State)
                .ThenBy(r => r.Algorithm)
                .ThenByDescending(r => r.SignsFrom)
                .Skip(skipped)
                .Take(request.Limit),
        ];
        return new ListOf<Row>(keys.Count, rows) { Page = request.PageAfter(skipped) };
    }

    internal static OpenIdKeyState StateOf(OpenIdKey key, IReadOnlyCollection<OpenIdKey> all, DateTimeOffset now) =>
        all.SigningAt(key.Algorithm, now) == key ? OpenIdKeyState.Signing
        : key.SignsFrom > now ? OpenIdKeyState.Next
        : key.PublishedUntil > now ? OpenIdKeyState.Former
        : OpenIdKeyState.Withdrawn;
}

/// <summary>What a key is for at the moment.</summary>
public enum OpenIdKeyState
{
    /// <summary>Tokens are signed with it.</summary>
    Signing,

    /// <summary>Published already, to sign from a time that is set.</summary>
    Next,

    /// <summary>Signs no more, and is still published for tokens that are out.</summary>
    Former,

    /// <summary>No longer published.</summary>
    Withdrawn,
}
