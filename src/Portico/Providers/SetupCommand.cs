using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Portico.ApiKeys;
using Portico.Platform.Commands;
using Portico.Platform.Storage;

namespace Portico.Providers;

/// <summary><c>porticod setup</c>: the first set-up without a browser. Writes the new ids as JSON, problems as sentences on standard error.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var provider = new Option<string>("--provider") { Description = "Name of the provider.", Required = true };
        var email = new Option<string>("--email") { Description = "E-mail of the first administrator.", Required = true };
        var firstName = new Option<string>("--first-name") { Description = "First name of the first administrator.", Required = true };
        var lastName = new Option<string>("--last-name") { Description = "Last name of the first administrator.", Required = true };
        var passwordStdin = new Option<bool>("--password-stdin")
        {
            Description = "Read the password from standard input: its first line.",
            Required = true,
        };
        var requireMfa = new Option<bool>("--require-mfa")
        {
            Description = "Have an authenticator app or a passkey enrolled at the first sign-in.",
        };
        var apiKey = new Option<bool>("--api-key")
        {
            Description = $"Make an API key of the provider with all rights for {ApiKey.DefaultLifetime} days, and write it as apiKey.",
        };
        var command = new Command("setup", "Set up the provider and its first administrator, once.")
        {
            provider,
            email,
            firstName,
            lastName,
            passwordStdin,
            requireMfa,
            apiKey,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var request = new SetUpInstallation.Request
                {
                    ProviderName = parsed.GetRequiredValue(provider),
                    Email = parsed.GetRequiredValue(email),
                    FirstName = parsed.GetRequiredValue(firstName),
                    LastName = parsed.GetRequiredValue(lastName),
                    Password = await Console.In.ReadLineAsync(ct) ?? "",
                    RequireMfa = parsed.GetValue(requireMfa),
                    WithApiKey = parsed.GetValue(apiKey),
                };
                try
                {
                    await using var services = CommandServices.Create();
                    return await RunAsync(services, request, Console.Out, Console.Error, ct);
                }
                catch (Exception problem) when (problem is InvalidOperationException or DbException)
                {
                    await Console.Error.WriteLineAsync(problem.Message);
                    return 1;
                }
            }
        );
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services,
        SetUpInstallation.Request request,
        TextWriter output,
        TextWriter errors,
        CancellationToken ct
    )
    {
        var owner = services.GetRequiredService<IConfiguration>().GetConnectionString("PorticoOwner");
        await services.GetRequiredService<StoreSchema>().PrepareAsync(owner, ct);
        await using var scope = services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<SetUpInstallation>().RunAsync(request, ct);
        if (outcome.Succeeded)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(outcome.Value, JsonSerializerOptions.Web));
            return 0;
        }

        foreach (var problem in outcome.Problems)
        {
            await errors.WriteLineAsync(problem.Message);
        }

        return 1;
    }
}
