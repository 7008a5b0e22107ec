using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Portico.Tests.Platform.Commands;

/// <summary>The program itself, as someone starts it from a shell, on an empty data folder.</summary>
public sealed partial class PorticodTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-program-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Serves_on_an_empty_folder_says_what_to_do_next_and_stops_when_told()
    {
        using var porticod = Start("serve", "--urls", "http://127.0.0.1:0");
        var said = await WelcomeOfAsync(porticod);

        var address = Address().Match(said[0]).Value;
        Assert.Contains(said, line => line.Contains($"{address}/setup/", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("no SMTP server is configured", StringComparison.Ordinal));
        using var client = new HttpClient();
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri(address + "/readyz")));

        await StopAsync(porticod);
        Assert.Equal("", await porticod.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task Serves_the_demo_and_prints_its_sign_ins_at_each_start()
    {
        var welcomes = new List<List<string>>();
        for (var start = 0; start < 2; start++)
        {
            using var porticod = Start("serve", "--demo", "--urls", "http://127.0.0.1:0");
            welcomes.Add(await WelcomeOfAsync(porticod));
            await StopAsync(porticod);
        }

        Assert.Contains(welcomes[0], line => line.StartsWith("  Administrator  ", StringComparison.Ordinal));
        Assert.Contains(welcomes[0], line => line.StartsWith("  Read Only  ", StringComparison.Ordinal));
        Assert.Equal(SignIns(welcomes[0]), SignIns(welcomes[1]));

        static IEnumerable<string> SignIns(List<string> said) =>
            said.SkipWhile(l => !l.StartsWith("This is the demo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_in_a_sentence_that_its_address_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, output, errors) = await RunAsync("serve", "--urls", $"http://{taken.LocalEndpoint}");

        Assert.Equal((1, ""), (code, output));
        Assert.Equal(
            $"Failed to bind to address http://{taken.LocalEndpoint}: address already in use. "
                + "Stop what listens there, or choose another address with --urls.\n",
            errors
        );
    }

    [Theory]
    [InlineData("Portico__PublicUrl", "portal.example.com", "Portico__PublicUrl is \"portal.example.com\": write it as https://")]
    [InlineData("Portico__TrustedProxies__0", "proxy", "Portico__TrustedProxies names \"proxy\", which is neither")]
    [InlineData("Portico__Mail__Host", "smtp.example.com", "Portico__Mail__FromAddress")]
    [InlineData(
        "Portico__KeyCertificatePath",
        "/nowhere/keys.pfx",
        "Portico__KeyCertificatePath names /nowhere/keys.pfx, which does not exist."
    )]
    [InlineData("ConnectionStrings__Portico", "Host=127.0.0.1;Port=1;Timeout=2", "The store cannot be used.")]
    public async Task Says_in_a_sentence_what_is_wrong_with_a_setting(string variable, string value, string sentence)
    {
        var (code, output, errors) = await RunAsync([(variable, value)], "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "There is no certificate for the https address.")]
    [InlineData("Kestrel__Certificates__Default__Path", "/nowhere/portal.pem", "/nowhere/portal.pem")]
    public async Task Says_in_a_sentence_that_https_lacks_its_certificate(string variable, string value, string sentence)
    {
        var (code, output, errors) = await RunAsync([("ASPNETCORE_URLS", "https://127.0.0.1:0"), (variable, value)], "serve");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrates_and_examines_without_a_server()
    {
        Assert.Equal(1, (await RunAsync("doctor")).Code);
        Assert.Equal(0, (await RunAsync("migrate")).Code);
        var (code, output, errors) = await RunAsync("doctor", "--json");

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("[{\"check\":\"store\",\"ok\":true,", output, StringComparison.Ordinal);
    }

    private static async Task<List<string>> WelcomeOfAsync(Process porticod)
    {
        var said = new List<string>();
        for (string? line = null; line is not "Stop it with Ctrl+C."; said.Add(line))
        {
            line = await porticod.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.NotNull(line);
        }

        return said;
    }

    private static async Task StopAsync(Process porticod)
    {
        Process.Start("kill", ["-TERM", $"{porticod.Id}"]).WaitForExit();
        await porticod.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, porticod.ExitCode);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    private async Task<(int Code, string Output, string Errors)> RunAsync((string, string)[] variables, params string[] arguments)
    {
        using var porticod = Start(variables, arguments);
        var output = porticod.StandardOutput.ReadToEndAsync();
        var errors = porticod.StandardError.ReadToEndAsync();
        try
        {
            await porticod.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            porticod.Kill();
            throw;
        }

        return (porticod.ExitCode, await output, await errors);
    }

    private Process Start(params string[] arguments) => Start([], arguments);

    private Process Start((string Name, string Value)[] variables, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "porticod.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Portico__DataDirectory"] = Path.Combine(folder, "data");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [GeneratedRegex("http://127.0.0.1:[0-9]+", RegexOptions.None, 1_000)]
    private static partial Regex Address();
}
