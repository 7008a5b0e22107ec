using System.Collections;
using System.Diagnostics;

namespace Portico.Platform.Telemetry;

/// <summary>
/// What is said with every log line of a request: its trace, its id, and its path without the token of a mailed link, which would let
/// in whoever reads the log.
/// </summary>
internal sealed class LogScopes : IExternalScopeProvider
{
    private const string Path = "RequestPath";

    private readonly LoggerExternalScopeProvider scopes = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        // As the framework's own provider does, in whose place this one stands.
        if (Activity.Current is { } activity)
        {
            callback(new Scope([new("SpanId", activity.SpanId.ToString()), new("TraceId", activity.TraceId.ToString())]), state);
        }

        scopes.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) =>
        scopes.Push(
            state is IReadOnlyList<KeyValuePair<string, object?>> said && said.Any(IsPath) ? new Scope([.. said.Select(Hidden)]) : state
        );

    private static bool IsPath(KeyValuePair<string, object?> value) => string.Equals(value.Key, Path, StringComparison.Ordinal);

    private static KeyValuePair<string, object?> Hidden(KeyValuePair<string, object?> value) =>
        IsPath(value) ? new(Path, SecretsInPaths.Hide(value.Value?.ToString() ?? "")) : value;

    private sealed class Scope(KeyValuePair<string, object?>[] values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Length;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => string.Join(' ', values.Select(v => $"{v.Key}:{v.Value}"));
    }
}
