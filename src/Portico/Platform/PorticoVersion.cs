using System.Reflection;

namespace Portico.Platform;

/// <summary>Which version of Portico this is.</summary>
public static class PorticoVersion
{
    /// <summary>As in the changelog: "0.1.0", without the commit that the compiler appends.</summary>
    public static string Text { get; } =
        typeof(PorticoVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
