using System.Globalization;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.Users;

namespace Portico.Demo;

/// <summary>
/// What a seeded provider holds. Every row is a function of the plan and its own number, so that the same plan makes the same store
/// (ids and times too), in whatever batches it is written.
/// </summary>
/// <param name="Organizations">How many organizations.</param>
/// <param name="Users">How many users in all of them together.</param>
/// <param name="Largest">How many of the users are in one organization; 0 to spread all of them evenly.</param>
/// <param name="Seed">Another seed is another store of the same size.</param>
public sealed record SeedPlan(int Organizations, int Users, int Largest, long Seed)
{
    private const int Visited = 12;
    private const long SecondsOfOrganizations = 2 * 365 * 24 * 3_600L;
    private static readonly DateTimeOffset Begin = new(2023, 1, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstVisit = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The number of the organization with the most users.</summary>
    private int LargestNumber => Largest > 0 ? Organizations / 2 : -1;

    /// <summary>How many users the organization of that number (from 0) has.</summary>
    public int UsersOf(int organization)
    {
        if (organization == LargestNumber)
        {
            return Organizations == 1 ? Users : Largest;
        }

        var (others, spread) = Largest > 0 ? (Organizations - 1, Users - Largest) : (Organizations, Users);
        var place = LargestNumber >= 0 && organization > LargestNumber ? organization - 1 : organization;
        return (spread / others) + (place < spread % others ? 1 : 0);
    }

    /// <summary>Runs of organizations whose rows together stay near a size that one transaction takes well.</summary>
    public IEnumerable<(int First, int Count)> Batches(int rows)
    {
        var first = 0;
        while (first < Organizations)
        {
            var (count, sum) = (0, 0L);
            do
            {
                sum += UsersOf(first + count) + 3;
                count++;
            } while (first + count < Organizations && sum + UsersOf(first + count) <= rows);

            yield return (first, count);
            first += count;
        }
    }

    public ManagedOrganization Organization(int number, ObjectId provider)
    {
        var name = SeedNames.Organization(this, number);
        var contact = SeedNames.Person(this, number, 0);
        var organization = ManagedOrganization.Create(IdOf(number), provider, name, MadeAt(number));
        organization.ContactName = $"{contact.First} {contact.Last}";
        organization.ContactEmail = $"{contact.Username}@{SeedNames.Domain(name, number)}";
        return organization;
    }

    public IEnumerable<User> UsersIn(ManagedOrganization organization, int number)
    {
        var domain = SeedNames.Domain(organization.Name, number);
        for (var n = 0; n < UsersOf(number); n++)
        {
            var person = SeedNames.Person(this, number, n);
            var madeAt = organization.CreatedAt.AddMinutes(n + 1);
            yield return new User
            {
                OrganizationId = organization.Id,
                Id = Id(madeAt, Draw("user", number, n)),
                Username = person.Username,
                Email = $"{person.Username}@{domain}",
                FirstName = person.First,
                LastName = person.Last,
                Uid = OrganizationCounters.FirstPosixNumber + n,
                Gid = OrganizationCounters.FirstPosixNumber + n,
                State = (n % 40) switch
                {
                    39 => UserState.Suspended,
                    37 or 38 => UserState.Staged,
                    _ => UserState.Activated,
                },
                CreatedAt = madeAt,
            };
        }
    }

    public SecuritySettings Settings(int number) =>
        new()
        {
            OrganizationId = IdOf(number),
            MinimumLength = 10 + (number % 7),
            RequiresSymbol = number % 3 == 0,
            ExpiryDays = number % 4 == 0 ? 90 : null,
        };

    /// <summary>When someone of the provider was there; null for most organizations.</summary>
    public OrganizationVisit? Visit(int number, ObjectId administrator)
    {
        var every = Math.Max(1, Organizations / Visited);
        if (number % every != 0 || number / every >= Visited)
        {
            return null;
        }

        var at = FirstVisit.AddHours(number / every);
        return new OrganizationVisit
        {
            OrganizationId = IdOf(number),
            AdministratorId = administrator,
            FirstAt = at,
            LastAt = at,
        };
    }

    public ObjectId IdOf(int number) => Id(MadeAt(number), Draw("organization", number));

    /// <summary>A number that looks random: SplitMix64's finish over the seed, a word and up to two numbers.</summary>
    internal ulong Draw(string of, int first, int second = 0)
    {
        var z = (ulong)Seed;
        foreach (var c in of)
        {
            z = (z * 31) + c;
        }

        z = unchecked(z + (0x9E3779B97F4A7C15UL * (((ulong)(uint)first << 32) | (uint)second)) + 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    private DateTimeOffset MadeAt(int number) => Begin.AddSeconds(number * SecondsOfOrganizations / Organizations);

    private static ObjectId Id(DateTimeOffset at, ulong random) =>
        ObjectId.Parse(string.Create(CultureInfo.InvariantCulture, $"{(uint)at.ToUnixTimeSeconds():x8}{random:x16}"), provider: null);
}
