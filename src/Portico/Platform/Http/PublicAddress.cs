using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Http;

/// <summary>
/// The address under which people reach this installation, for links in mails. It is the configured one, else the one that the server
/// listens on; never what a request says in its Host header, because whoever sends the request chooses that.
/// </summary>
public sealed class PublicAddress(IOptions<PorticoOptions> options, IConfiguration configuration, IServiceProvider services)
{
    /// <summary>What the server listens on until someone decides otherwise: this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Origin => options.Value.PublicUrl?.TrimEnd('/') ?? Listening;

    /// <summary>False while links lead to the machine itself only.</summary>
    public bool IsReachableFromElsewhere => !new Uri(Origin).IsLoopback;

    /// <summary>The absolute form of a path that begins with a slash.</summary>
    public string Of(string path) =>
        path is ['/', ..] ? Origin + path : throw new ArgumentException("A path of ours begins with a slash.", nameof(path));

    private string Listening
    {
        get
        {
            // Known exactly once the server runs (a port 0 has become a number); from the configuration before, and in other commands.
            var running = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses;
            var address =
                running?.FirstOrDefault()
                ?? configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0]
                ?? configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).FirstOrDefault(u => u is not null)
                ?? DefaultUrl;
            var listening = BindingAddress.Parse(address);
            var host = listening.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : listening.Host;
            return new UriBuilder(listening.Scheme, host, listening.Port).Uri.GetLeftPart(UriPartial.Authority);
        }
    }
}
