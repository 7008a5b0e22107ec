using System.Diagnostics;

namespace Portico.Bench;

/// <summary>A way to sign in to an application.</summary>
/// <param name="Title">As the table shows it.</param>
/// <param name="Key">What signs, as openssl calls it.</param>
/// <param name="CpuNow">CPU so far of the server and of the database, in seconds.</param>
/// <param name="Make">Makes ready, and is not measured: a request of its own for each sign-in, since none is answered twice.</param>
internal sealed record SsoKind(string Title, string Key, Func<(double Server, double Database)> CpuNow, Func<int, Func<Task>> Make)
{
    /// <summary>One after the other.</summary>
    public Task SignInAsync(Sample sample, int times)
    {
        var ready = Enumerable.Range(0, times).Select(Make).ToList();
        return sample.MeasureAsync(
            CpuNow,
            async () =>
            {
                foreach (var signIn in ready)
                {
                    var begin = Stopwatch.GetTimestamp();
                    await signIn();
                    sample.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            }
        );
    }

    /// <summary>One each so many milliseconds, whether the one before was answered or not; its time runs from when it was due.</summary>
    public async Task AtHalfLoadAsync(Sample sample, double interval, TimeSpan span)
    {
        var ready = Enumerable.Range(0, (int)(span.TotalMilliseconds / interval)).Select(Make).ToList();
        var (begin, under) = (Stopwatch.GetTimestamp(), new List<Task<double>>());
        for (var n = 0; n < ready.Count; n++)
        {
            var due = n * interval;
            while (Stopwatch.GetElapsedTime(begin).TotalMilliseconds < due)
            {
                await Task.Yield();
            }

            under.Add(TimedAsync(ready[n], begin, due));
        }

        foreach (var took in await Task.WhenAll(under))
        {
            sample.Add(took);
        }
    }

    private static async Task<double> TimedAsync(Func<Task> signIn, long begin, double due)
    {
        await signIn();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds - due;
    }
}
