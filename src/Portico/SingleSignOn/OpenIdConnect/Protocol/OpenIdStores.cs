using System.Runtime.CompilerServices;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>What the stores behind the protocol's library have in common.</summary>
internal static class OpenIdStores
{
    /// <summary>The library can administer what it finds; here that is what operations are for, so nothing asks for it.</summary>
    public static NotSupportedException NotUsed([CallerMemberName] string member = "") =>
        new($"{member} is for administering clients and tokens, which operations do here.");
}
