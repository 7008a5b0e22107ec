using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Telemetry;

public sealed class LogScopesTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_request_logs_its_path_and_trace_and_not_the_token_of_a_link()
    {
        const string Token = "Jc3xq0Zb9yH1uR5wT7vK2mN4pL6sD8fG0aE3iO5kQ9c";
        using var log = new Collector();
        await using (
            var server = await TestServer.StartAsync(
                portal,
                builder => builder.Logging.AddProvider(log),
                app =>
                    app.MapGet("/tried/{token}", (ILogger<LogScopesTests> logger) => logger.Log(LogLevel.Error, "It went wrong."))
                        .AllowAnonymous()
            )
        )
        {
            using var browser = server.Browser();
            await browser.GetAsync($"/tried/{Token}");
        }

        var line = Assert.Single(log.Lines, l => l.StartsWith("It went wrong.", StringComparison.Ordinal));
        Assert.Contains("RequestPath:/tried/*", line, StringComparison.Ordinal);
        Assert.Contains("TraceId:", line, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, l => l.Contains(Token, StringComparison.Ordinal));
    }

    /// <summary>Keeps lines with their scopes, as what collects logs does.</summary>
    private sealed class Collector : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider scopes = null!;

        public ConcurrentBag<string> Lines { get; } = [];

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var said = new List<string?> { formatter(state, exception) };
            scopes.ForEachScope((scope, all) => all.Add(scope?.ToString()), said);
            Lines.Add(string.Join(' ', said));
        }

        public void Dispose() { }
    }
}
