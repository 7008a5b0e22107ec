using System.Collections.Concurrent;

namespace Portico.BrowserTests.Support;

/// <summary>Collects what pages complain about: errors in the console (the content security policy's among them) and uncaught exceptions.</summary>
public sealed class ConsoleWatch
{
    private readonly ConcurrentQueue<string> complaints = new();

    public void Over(IBrowserContext browser)
    {
        browser.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsPlainRefusal(message))
            {
                complaints.Enqueue($"{message.Page?.Url}: {message.Type}: {message.Text} ({message.Location})");
            }
        };
        browser.WebError += (_, error) => complaints.Enqueue($"{error.Page?.Url}: {error.Error}");
    }

    public void IsQuiet() => Assert.True(complaints.IsEmpty, string.Join('\n', complaints));

    // Chromium writes an error for each answer of 400, 403, 404, 409 and 429 too, which is how a page says no. An asset that is missing is one.
    private static bool IsPlainRefusal(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)
        && !Path.HasExtension(new Uri(WithoutPosition(message.Location)).AbsolutePath);

    /// <summary>"http://localhost:5080/organizations:12:3" without line and column.</summary>
    private static string WithoutPosition(string location) =>
        string.Join(':', location.Split(':').Reverse().SkipWhile(part => part.All(char.IsAsciiDigit)).Reverse());
}
