using Portico.Demo;
using Portico.Platform;
using Portico.Platform.Http;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Providers;

namespace Portico;

/// <summary>What the server says on standard output when it has started: where it is, and what to do next.</summary>
internal static class Welcome
{
    public static async Task WriteAsync(IServiceProvider services, bool isDemo, TextWriter output, CancellationToken ct)
    {
        var address = services.GetRequiredService<PublicAddress>();
        await output.WriteLineAsync($"Portico {PorticoVersion.Text} is running on {address.Origin}");
        await output.WriteLineAsync($"Store: {services.GetRequiredService<Store>().Place}");
        if (services.GetRequiredService<MailStatus>().Notice is { } notice)
        {
            await output.WriteLineAsync(notice);
        }

        await using var scope = services.CreateAsyncScope();
        var setup = await scope.ServiceProvider.GetRequiredService<StartSetup>().RunAsync(Nothing.Instance, ct);
        await output.WriteLineAsync(
            setup.Succeeded
                ? $"Set it up here (the link is for you alone and works once): {address.Of(setup.Value.Path)}"
                : $"Sign in: {address.Of("/sign-in")}"
        );
        if (isDemo)
        {
            await DemoSignIns.WriteAsync(output);
        }

        await output.WriteLineAsync("Stop it with Ctrl+C.");
        await output.FlushAsync(ct);
    }
}
