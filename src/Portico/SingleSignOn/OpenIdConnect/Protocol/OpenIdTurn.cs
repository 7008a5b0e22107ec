using OpenIddict.Abstractions;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Http;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// The request of the protocol that is being answered: the operation in whose transaction all of it happens. What the protocol's
/// library reads and writes goes through here, so that an answer leaves only when everything behind it is kept.
/// </summary>
public sealed class OpenIdTurn
{
    private Work? work;

    /// <summary>An exception outside an operation.</summary>
    internal Work Work => work ?? throw new InvalidOperationException("No request of OpenID Connect is being answered.");

    /// <summary>The client that the request names; null until it was looked for, or when there is none.</summary>
    internal OpenIdClient? Client { get; set; }

    /// <summary>The request that is tried out, in place of one that came; null when one came.</summary>
    internal OpenIddictRequest? Rehearsed { get; set; }

    /// <summary>Whether it is a user's browser that is answered: it is told on a page what a program is refused.</summary>
    internal bool IsBrowser { get; set; }

    /// <summary>What the browser gets in place of the library's answer.</summary>
    internal OpenIdAnswer? Answer { get; set; }

    internal async Task<T> TakeAsync<T>(Work its, Func<Task<T>> answer)
    {
        work = its;
        try
        {
            return await answer();
        }
        finally
        {
            work = null;
        }
    }
}
