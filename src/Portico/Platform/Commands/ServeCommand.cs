using System.CommandLine;
using Portico.Platform.Storage;

namespace Portico.Platform.Commands;

/// <summary><c>porticod serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, separated by semicolons." };
        var command = new Command("serve", "Run the server.") { urls };
        command.SetAction(
            async (parsed, ct) =>
            {
                var app = PorticoWeb.Create(parsed.GetValue(urls));
                await using var running = app;
                var schema = app.Services.GetRequiredService<StoreSchema>();
                await schema.PrepareAsync(app.Configuration.GetConnectionString("PorticoOwner"), ct);
                await app.RunAsync(ct);
                return 0;
            }
        );
        return command;
    }
}
