using System.CommandLine;
using System.Globalization;
using Npgsql;
using Portico.Platform.Storage;

namespace Portico.Platform.Commands;

/// <summary><c>porticod migrate</c>: brings the store to this version's schema, on PostgreSQL by the role that owns the tables.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the store to this version's schema.");
        command.SetAction(
            async (_, ct) =>
            {
                await using var services = CommandServices.Create();
                await RunAsync(services, Console.Out, ct);
                return 0;
            }
        );
        return command;
    }

    /// <exception cref="OperatorException">PostgreSQL without an owner's connection, or with the same role for both.</exception>
    internal static async Task RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var store = services.GetRequiredService<Store>();
        var schema = services.GetRequiredService<StoreSchema>();
        var owner = services.GetRequiredService<IConfiguration>().GetConnectionString("PorticoOwner");
        RequireTwoRoles(store, owner);

        var pending = await schema.PendingAsync(ct);
        await schema.MigrateAsync(owner, ct);
        foreach (var migration in pending)
        {
            await output.WriteLineAsync($"Applied {migration}.");
        }

        var all =
            pending.Count == 0 ? "The schema was up to date." : string.Create(CultureInfo.InvariantCulture, $"{pending.Count} applied.");
        await output.WriteLineAsync(store.IsSqlite ? all : $"{all} Grants and row policies are written anew.");
    }

    private static void RequireTwoRoles(Store store, string? owner)
    {
        if (!store.IsSqlite && owner is not null)
        {
            var app = new NpgsqlConnectionStringBuilder(store.ConnectionString).Username;
            if (string.Equals(app, new NpgsqlConnectionStringBuilder(owner).Username, StringComparison.Ordinal))
            {
                throw new OperatorException(
                    $"ConnectionStrings__Portico and ConnectionStrings__PorticoOwner both name the role {app}. The server's role must own "
                        + "nothing, or the row policies would not bind it: make a second role."
                );
            }
        }
    }
}
