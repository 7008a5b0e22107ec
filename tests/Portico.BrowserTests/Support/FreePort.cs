using System.Net;
using System.Net.Sockets;

namespace Portico.BrowserTests.Support;

/// <summary>A port on loopback at which nobody listens.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
