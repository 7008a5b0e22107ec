using System.Security.Cryptography;
using System.Threading.Channels;
using Portico.Saml.Signatures;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>A private key that no certificate names yet.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Pkcs8">In the clear: it is sealed before it is stored.</param>
public sealed record MadeKey(SamlKeyKind Kind, byte[] Pkcs8);

/// <summary>
/// Keys made ahead of need. An RSA key takes a quarter of a second and more of a processor: they are made one at a time beside requests,
/// and one that finds none left waits for the next, and makes none.
/// </summary>
public sealed class SigningKeyPool : IDisposable
{
    private readonly Channel<MadeKey> rsa2048 = Channel.CreateBounded<MadeKey>(4);
    private readonly Channel<MadeKey> rsa3072 = Channel.CreateBounded<MadeKey>(1);
    private readonly CancellationTokenSource ending = new();
    private readonly Lock starting = new();
    private Task? making2048;
    private Task? making3072;

    /// <summary>Begins to make keys, if that was not begun yet.</summary>
    public void Warm()
    {
        lock (starting)
        {
            making2048 ??= Task.Run(() => MakeAsync(SamlKeyKind.Rsa2048, rsa2048.Writer), ending.Token);
        }
    }

    public async Task<MadeKey> TakeAsync(SamlKeyKind kind, CancellationToken ct)
    {
        switch (kind)
        {
            case SamlKeyKind.Rsa2048:
                Warm();
                return await rsa2048.Reader.ReadAsync(ct);
            case SamlKeyKind.Rsa3072:
                lock (starting)
                {
                    // Not the request's: the next one is glad of it.
                    making3072 ??= Task.Run(() => MakeAsync(SamlKeyKind.Rsa3072, rsa3072.Writer), CancellationToken.None);
                }

                return await rsa3072.Reader.ReadAsync(ct);
            default:
                // As quick as a signature.
                return Make(kind);
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }

    private async Task MakeAsync(SamlKeyKind kind, ChannelWriter<MadeKey> made)
    {
        var ct = ending.Token;
        try
        {
            while (await made.WaitToWriteAsync(ct))
            {
                await made.WriteAsync(Make(kind), ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private static MadeKey Make(SamlKeyKind kind)
    {
        using AsymmetricAlgorithm key =
            kind is SamlKeyKind.EcdsaP256
                ? ECDsa.Create(ECCurve.NamedCurves.nistP256)
                : RSA.Create(kind is SamlKeyKind.Rsa3072 ? 3072 : 2048);
        return new MadeKey(kind, key.ExportPkcs8PrivateKey());
    }
}

/// <summary>Begins to make keys a minute after the start, when whoever started the server has seen its first page.</summary>
internal sealed class SigningKeyWarmth(SigningKeyPool pool, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Pause, clock, stoppingToken);
        pool.Warm();
    }
}
