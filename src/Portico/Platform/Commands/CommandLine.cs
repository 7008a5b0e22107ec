using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Portico.Platform.Commands;

/// <summary>Runs porticod's commands. What the operator can put right is said in a sentence on standard error, with exit code 1.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand porticod, string[] args)
    {
        try
        {
            return await porticod.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C before there was anything to stop gracefully.
            return 130;
        }
        catch (Exception problem) when (Sentence(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>What to tell the operator; null for a bug, whose stack trace is wanted.</summary>
    internal static string? Sentence(Exception problem) =>
        problem switch
        {
            OperatorException => problem.Message,
            OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures.Select(Bare)),
            IOException { InnerException: AddressInUseException } =>
                $"{problem.Message.TrimEnd('.')}. Stop what listens there, or choose another address with --urls.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                "This port is not ours to listen on. Choose one above 1023 with --urls, or put a proxy in front.",
            // The framework has no type of its own for it; its advice is a developer's.
            InvalidOperationException when problem.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
                "There is no certificate for the https address. Set Kestrel__Certificates__Default__Path to its file.",
            CryptographicException => $"The certificate's file cannot be read. {problem.Message}",
            DbException => $"The store cannot be used. {problem.Message}",
            UnauthorizedAccessException or IOException => problem.Message,
            _ => null,
        };

    // "DataAnnotation validation failed for 'PorticoOptions' members: '' with the error: '…'."
    private static string Bare(string failure)
    {
        const string Lead = " with the error: '";
        var start = failure.IndexOf(Lead, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + Lead.Length)..].TrimEnd('.').TrimEnd('\'');
    }
}
