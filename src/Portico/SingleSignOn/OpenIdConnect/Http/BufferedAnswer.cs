namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>
/// Holds an answer back until what it tells of is kept: a token must not be out of the house when the store says no.
/// </summary>
internal sealed class BufferedAnswer : IAsyncDisposable
{
    private readonly HttpContext context;
    private readonly Stream outside;
    private readonly MemoryStream held = new();

    public BufferedAnswer(HttpContext context)
    {
        this.context = context;
        outside = context.Response.Body;
        context.Response.Body = held;
    }

    public async Task SendAsync(CancellationToken ct)
    {
        context.Response.Body = outside;
        held.Position = 0;
        await held.CopyToAsync(outside, ct);
    }

    /// <summary>As if nothing had been answered yet.</summary>
    public void Discard()
    {
        context.Response.Body = outside;
        context.Response.Clear();
        held.SetLength(0);
    }

    public ValueTask DisposeAsync()
    {
        context.Response.Body = outside;
        return held.DisposeAsync();
    }
}
