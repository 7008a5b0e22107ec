using System.CommandLine;
using Portico.Platform.Storage;

namespace Portico;

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
                await using var app = PorticoWeb.Create(parsed.GetValue(urls));
                var schema = app.Services.GetRequiredService<StoreSchema>();
                await schema.PrepareAsync(app.Configuration.GetConnectionString("PorticoOwner"), ct);
                await StartAsync(app, ct);
                await Welcome.WriteAsync(app.Services, Console.Out, ct);
                await app.WaitForShutdownAsync(ct);
                return 0;
            }
        );
        return command;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // Else what had started already reports its own end as a failure, beside the reason.
            app.Lifetime.StopApplication();
            throw;
        }
    }
}
