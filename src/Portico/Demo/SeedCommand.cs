using System.CommandLine;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Commands;
using Portico.Platform.Storage;
using Portico.Providers;

namespace Portico.Demo;

/// <summary>
/// <c>porticod seed</c>: fills a freshly set-up installation with made-up organizations and users, to measure how Portico behaves
/// when it is large. Progress goes to standard error, the result as JSON to standard output.
/// </summary>
internal static class SeedCommand
{
    private const int MostOrganizations = 1_000_000;
    private const int MostUsers = 50_000_000;
    private const int RowsInOneTransaction = 50_000;

    public static Command Create()
    {
        var organizations = Bounded("--organizations", 1, MostOrganizations, "How many organizations.");
        var users = Bounded("--users", 0, MostUsers, "How many users in all organizations together.");
        (organizations.Required, users.Required) = (true, true);
        var largest = Bounded("--largest", 0, MostUsers, "How many of the users are in one organization; 0 spreads all evenly.");
        var seed = new Option<long>("--seed") { Description = "Another seed makes other names and ids.", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "Fill a freshly set-up installation with made-up organizations and users, for measuring.")
        {
            organizations,
            users,
            largest,
            seed,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(largest) > parsed.GetValue(users))
            {
                parsed.AddError("--largest cannot be more than --users.");
            }
        });
        command.SetAction(
            async (parsed, ct) =>
            {
                var plan = new SeedPlan(
                    parsed.GetRequiredValue(organizations),
                    parsed.GetRequiredValue(users),
                    parsed.GetValue(largest),
                    parsed.GetValue(seed)
                );
                try
                {
                    await using var services = CommandServices.Create();
                    return await RunAsync(services, plan, Console.Out, Console.Error, ct);
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
        SeedPlan plan,
        TextWriter output,
        TextWriter errors,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var providers = await scope
            .ServiceProvider.GetRequiredService<CredentialDb>()
            .Set<Provider>()
            .Select(p => p.ProviderId)
            .Take(2)
            .ToListAsync(ct);
        if (providers is not [var provider])
        {
            await errors.WriteLineAsync(
                providers.Count == 0
                    ? "Portico is not set up yet. Run porticod setup first."
                    : "This installation has several providers; only one with a single provider can be seeded."
            );
            return 1;
        }

        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.Job("porticod seed", provider, OrganizationId: null));
        var add = scope.ServiceProvider.GetRequiredService<AddSeededOrganizations>();
        var (clock, users) = (Stopwatch.StartNew(), 0);
        foreach (var (first, count) in plan.Batches(RowsInOneTransaction))
        {
            var added = await add.RunAsync(
                new()
                {
                    Plan = plan,
                    First = first,
                    Count = count,
                },
                ct
            );
            if (!added.Succeeded)
            {
                await errors.WriteLineAsync(added.Problem.Message);
                return 1;
            }

            users += added.Value.Users;
            await errors.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first + count:N0} of {plan.Organizations:N0} organizations, {users:N0} of {plan.Users:N0} users, {clock.Elapsed.TotalSeconds:0} s"
                )
            );
        }

        var result = new
        {
            providerId = provider,
            plan.Organizations,
            users,
            plan.Largest,
            plan.Seed,
            seconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
        };
        await output.WriteLineAsync(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return 0;
    }

    private static Option<int> Bounded(string name, int least, int most, string description)
    {
        var option = new Option<int>(name) { Description = description };
        option.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                parsed.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least:N0} to {most:N0}."));
            }
        });
        return option;
    }
}
