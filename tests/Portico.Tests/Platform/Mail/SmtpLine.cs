using System.Net;
using System.Net.Sockets;

namespace Portico.Tests.Platform.Mail;

/// <summary>A port through which a mail server is reached once the line is up; before that, connections are refused.</summary>
internal sealed class SmtpLine : IDisposable
{
    private readonly int serverPort;
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource end = new();

    public SmtpLine(int serverPort)
    {
        this.serverPort = serverPort;
        // Bound but not listening: the port is ours, and refuses.
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public void Up()
    {
        listener.Listen();
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var caller = await listener.AcceptAsync(end.Token);
            _ = RelayAsync(caller);
        }
    }

    private async Task RelayAsync(Socket caller)
    {
        await using var near = new NetworkStream(caller, ownsSocket: true);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, serverPort, end.Token);
        await using var far = server.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, end.Token), far.CopyToAsync(near, end.Token));
    }
}
