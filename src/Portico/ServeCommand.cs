using System.CommandLine;
using Portico.Demo;
using Portico.Platform.Storage;

namespace Portico;

/// <summary><c>porticod serve</c>: runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, separated by semicolons." };
        var demo = new Option<bool>("--demo")
        {
            Description = "Serve made-up organizations: fills an empty store with them, and refuses any other.",
        };
        var command = new Command("serve", "Run the server.") { urls, demo };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var app = PorticoWeb.Create(parsed.GetValue(urls));
                var schema = app.Services.GetRequiredService<StoreSchema>();
                await schema.PrepareAsync(app.Configuration.GetConnectionString("PorticoOwner"), ct);
                var isDemo = parsed.GetValue(demo);
                if (isDemo)
                {
                    await DemoStore.PrepareAsync(app.Services, ct);
                }

                await StartAsync(app, ct);
                await Welcome.WriteAsync(app.Services, isDemo, Console.Out, ct);
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
