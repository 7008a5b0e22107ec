using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Portico.Saml.Signatures;

/// <summary>
/// One key, opened as often as threads use it at the same moment: .NET does not promise that an object of it may be shared, and opening
/// one takes longer than verifying with it.
/// </summary>
internal sealed class KeyPool(Func<AsymmetricAlgorithm> open)
{
    private readonly ConcurrentBag<AsymmetricAlgorithm> keys = [];

    public AsymmetricAlgorithm Take() => keys.TryTake(out var key) ? key : open();

    public void Return(AsymmetricAlgorithm key) => keys.Add(key);

    public void Clear()
    {
        while (keys.TryTake(out var key))
        {
            key.Dispose();
        }
    }
}
