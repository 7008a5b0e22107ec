namespace Portico.BrowserTests.Support;

/// <summary>A server that is set up: the provider Northwind and its first administrator, Anna. One for all tests of a class.</summary>
public class SetUpPortico : IAsyncLifetime
{
    public const string Provider = "Northwind";

    public Person Anna { get; } = new("Anna", "Berger", "anna@northwind.example");

    public PorticoProcess Process { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Process.RunAsync(
            Person.Password + "\n",
            [
                "setup",
                "--provider",
                Provider,
                "--email",
                Anna.Email,
                "--first-name",
                Anna.FirstName,
                "--last-name",
                Anna.LastName,
                "--password-stdin",
            ]
        );
        await Process.ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
