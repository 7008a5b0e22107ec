namespace Portico.Platform.Storage;

/// <summary>One process at a time, over processes of this machine. The turn ends with the process, however that ends.</summary>
internal static class FileTurn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="OperatorException">Another process has had the turn for five minutes.</exception>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return OwnerOnly.TakeFile(path);
            }
            catch (IOException held) when (File.Exists(path))
            {
                if (TimeProvider.System.GetElapsedTime(since) > Patience)
                {
                    throw new OperatorException($"Another porticod has been at work on this store for minutes: it holds {path}.", held);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }
}
