using System.CommandLine;
using System.Text.Json;
using Portico.Platform.Doctor;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;

namespace Portico.Platform.Commands;

/// <summary>
/// <c>porticod doctor</c>: examines the installation and says of each part that it is well, or what is wrong and what to do. Exit code 1
/// when anything is wrong. It may run beside the server.
/// </summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var repair = new Option<bool>("--repair") { Description = "Write wrong counters right." };
        var json = new Option<bool>("--json") { Description = "Print a JSON array of {check, ok, message}." };
        var command = new Command("doctor", "Examine store, mail, keys and clock, and say what is wrong.") { repair, json };
        command.SetAction(async (parsed, ct) => await RunAsync(parsed.GetValue(repair), parsed.GetValue(json), Console.Out, ct));
        return command;
    }

    internal static async Task<int> WriteAsync(IReadOnlyList<Finding> findings, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(findings, JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var finding in findings)
            {
                await output.WriteLineAsync($"{(finding.Ok ? "OK   " : "WRONG")} {finding.Check, -13}{finding.Message}");
            }
        }

        return findings.All(f => f.Ok) ? 0 : 1;
    }

    private static async Task<int> RunAsync(bool repair, bool json, TextWriter output, CancellationToken ct)
    {
        if (Absent(CommandServices.Configuration()) is { } absent)
        {
            return await WriteAsync([absent], json, output);
        }

        await using var services = CommandServices.Create();
        return await WriteAsync(await services.GetRequiredService<Examination>().RunAsync(repair, ct), json, output);
    }

    /// <summary>What is not there at all, before anything is opened: opening would make it, and hide what is wrong.</summary>
    internal static Finding? Absent(IConfiguration configuration)
    {
        var options = configuration.GetSection(PorticoOptions.Section).Get<PorticoOptions>() ?? new PorticoOptions();
        var store = Path.GetFullPath(Path.Combine(options.DataDirectory, Store.FileName));
        var isSqlite = string.IsNullOrWhiteSpace(configuration.GetConnectionString("Portico"));
        if (isSqlite && !File.Exists(store))
        {
            return new Finding(
                "store",
                Ok: false,
                $"There is no store at {store}. Set Portico__DataDirectory to the folder that the server uses, or run porticod serve first."
            );
        }

        var keys = Path.GetFullPath(KeyRing.PathOf(options));
        return File.Exists(keys)
            ? null
            : new Finding("keys", Ok: false, $"{keys} is missing. Put it back from the backup; without it nobody's authenticator works.");
    }
}
