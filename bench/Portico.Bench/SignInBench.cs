using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NSec.Cryptography;

namespace Portico.Bench;

/// <summary>
/// What signing in to the user portal with a password costs against the bare hash, with 10 users and with 1,000,000; and what fifty
/// people of one organization who sign in at once mean to someone of another.
/// </summary>
internal static class SignInBench
{
    private const string Password = "Quiet meadow 81 lamp";
    private const int Users = 10;
    private const int StormSize = 50;

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often each of ten users signs in to each store, ten times each.");
        var command = new Command("sign-in", "Password sign-ins of users, and a storm of them.") { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        await targets.AddAsync(program, "10", organizations: 2, users: 10);
        await targets.AddAsync(program, "1,000,000", organizations: 10_000, users: 1_000_000);
        Report.Heading($"Signing in on {Options.Title(postgres)}, {rounds * Targets.AtOnce} times in each store");
        var people = new Dictionary<Target, IReadOnlyList<Person>>();
        foreach (var target in targets.All)
        {
            people[target] = await PeopleAsync(target, await OrganizationAsync(target, 0), "signer", Users);
            await SignInAsync(people[target], new Sample(), Targets.WarmUp);
        }

        var samples = targets.All.ToDictionary(t => t, _ => new Sample());
        var hash = new List<double>();
        await targets.InTurnsAsync(
            rounds,
            async t =>
            {
                hash.Add(BareHash());
                await samples[t].MeasureAsync(t, () => SignInAsync(people[t], samples[t], Targets.AtOnce));
            }
        );

        Report.Samples("Signing in", "users", targets.All, samples);
        var bare = hash.Order().ElementAt(hash.Count / 2);
        var ratios = targets.All.Select(t => $"{t.Name} users: {Report.Number(samples[t].BothCpu / bare)}");
        Report.Line(
            $"The bare hash: {Report.Number(bare)} ms of CPU (median, on the other core). CPU against it: {string.Join("; ", ratios)}."
        );
        Report.Line();
        await StormAsync(targets.All[1]);
        Report.Footing();
    }

    private static async Task StormAsync(Target target)
    {
        var storm = await PeopleAsync(target, await OrganizationAsync(target, 0), "storm", StormSize);
        var elsewhere = (await PeopleAsync(target, await OrganizationAsync(target, 1), "calm", 1))[0];
        await elsewhere.SignInAsync();
        var idle = await VisitAsync(elsewhere, TimeSpan.FromSeconds(5));
        var before = ProcessUse.Memory(target.Server.ProcessId).Resident;
        var signedIn = storm.Select(p => KeepSigningInAsync(p, TimeSpan.FromSeconds(15))).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(3));
        var during = await VisitAsync(elsewhere, TimeSpan.FromSeconds(10));
        var count = (await Task.WhenAll(signedIn)).Sum();
        Report.Line("### A storm of fifty");
        Report.Line();
        Report.Table(
            ["a live session elsewhere", "pages", "p50 ms", "p99 ms"],
            new (string Name, Sample Sample)[] { ("idle", idle), ("fifty sign in at once", during) }.Select(r =>
                (IReadOnlyList<string>)[r.Name, Report.Number(r.Sample.Count, 0), Report.Number(r.Sample.P50), Report.Number(r.Sample.P99)]
            )
        );
        Report.Line();
        Report.Line(
            $"{count} signed in within 15 s. p99 against idle: {Report.Number(during.P99 / idle.P99)}. "
                + $"Resident memory before: {Report.Number(before, 0)} MB, highest: {Report.Number(ProcessUse.HighestMemory(target.Server.ProcessId), 0)} MB."
        );
    }

    private static async Task<int> KeepSigningInAsync(Person person, TimeSpan time)
    {
        var (count, begin) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            await person.SignInAsync();
            count++;
        }

        return count;
    }

    /// <summary>Asks for the portal's first page with a session, one after the other.</summary>
    private static async Task<Sample> VisitAsync(Person person, TimeSpan time)
    {
        var (sample, begin) = (new Sample(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            sample.Add((await person.Browser.AskAsync(person.Portal + "/home")).Milliseconds);
        }

        return sample;
    }

    private static async Task SignInAsync(IReadOnlyList<Person> people, Sample sample, int times)
    {
        for (var n = 0; n < times; n++)
        {
            sample.Add(await people[n % people.Count].SignInAsync());
        }
    }

    private static async Task<string> OrganizationAsync(Target target, int number)
    {
        var (list, _) = await target.Program.SendJsonAsync(HttpMethod.Get, $"/v1/organizations?limit=1&skip={number}", body: null);
        return list.GetProperty("results")[0].GetProperty("id").GetString()!;
    }

    private static async Task<IReadOnlyList<Person>> PeopleAsync(Target target, string organization, string name, int count)
    {
        var people = new List<Person>();
        for (var n = 0; n < count; n++)
        {
            var username = string.Create(CultureInfo.InvariantCulture, $"{name}{n}");
            var user = new
            {
                username,
                email = $"{username}@signing.example",
                password = Password,
                mustChangePassword = false,
                sendsMail = false,
                state = "activated",
            };
            await target.Program.SendJsonAsync(HttpMethod.Post, $"/v1/organizations/{organization}/users", user);
            people.Add(await Person.AtAsync(target.Server.Address, $"/o/{organization}", username));
        }

        return people;
    }

    /// <summary>Milliseconds of CPU of one hash, as Portico makes it: Argon2id, 19 MiB, two passes, one lane.</summary>
    private static double BareHash()
    {
        const int count = 10;
        var algorithm = PasswordBasedKeyDerivationAlgorithm.Argon2id(
            new()
            {
                DegreeOfParallelism = 1,
                MemorySize = 19_456,
                NumberOfPasses = 2,
            }
        );
        var begin = Environment.CpuUsage.TotalTime;
        for (var n = 0; n < count; n++)
        {
            algorithm.DeriveBytes(Password, new byte[16], 32);
        }

        return (Environment.CpuUsage.TotalTime - begin).TotalMilliseconds / count;
    }

    /// <summary>Someone before the sign-in page, who comes anew each time.</summary>
    private sealed record Person(string Portal, Browser Browser, HtmlForm Form, IReadOnlyDictionary<string, string> Cookies)
    {
        public static async Task<Person> AtAsync(Uri address, string portal, string username)
        {
            var browser = new Browser(address);
            var form = HtmlForm.With(await browser.GetAsync(portal), "password");
            form.Fill("login", username);
            form.Fill("password", Password);
            return new(portal, browser, form, browser.Cookies());
        }

        /// <summary>Milliseconds until the answer was here.</summary>
        /// <exception cref="InvalidOperationException">It led elsewhere than into the portal.</exception>
        public async Task<double> SignInAsync()
        {
            Browser.ComeBackTo(Cookies);
            var (landing, took) = await Browser.SubmitAsync(Portal, Form);
            return landing.EndsWith("/home", StringComparison.Ordinal)
                ? took
                : throw new InvalidOperationException($"Signing in led to {landing}.");
        }
    }
}
