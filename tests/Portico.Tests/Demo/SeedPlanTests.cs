using Portico.Demo;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Tests.Demo;

public sealed class SeedPlanTests
{
    private static readonly ObjectId Provider = ObjectId.Parse("0123456789abcdef01234567", provider: null);

    [Theory]
    [InlineData(10, 1_003, 0)]
    [InlineData(10, 1_003, 900)]
    [InlineData(1, 50, 0)]
    [InlineData(1, 50, 20)]
    [InlineData(7, 0, 0)]
    [InlineData(7, 3, 3)]
    public void Spreads_exactly_the_users_asked_for(int organizations, int users, int largest)
    {
        var plan = new SeedPlan(organizations, users, largest, 1);
        var counts = Enumerable.Range(0, organizations).Select(plan.UsersOf).ToList();

        Assert.Equal(users, counts.Sum());
        if (organizations > 1 && largest > 0)
        {
            Assert.Equal(largest, counts[organizations / 2]);
            counts.RemoveAt(organizations / 2);
        }

        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Fact]
    public void Batches_hold_every_organization_once_and_near_the_size_asked_for()
    {
        var plan = new SeedPlan(1_000, 50_000, 20_000, 1);
        var batches = plan.Batches(5_000).ToList();

        Assert.Equal(Enumerable.Range(0, 1_000), batches.SelectMany(b => Enumerable.Range(b.First, b.Count)));
        Assert.All(batches.Where(b => b.Count > 1), b => Assert.True(Enumerable.Range(b.First, b.Count).Sum(plan.UsersOf) <= 5_000));
        Assert.InRange(batches.Count, 5, 20);
    }

    [Fact]
    public void The_same_plan_makes_the_same_rows_and_another_seed_others()
    {
        var plan = new SeedPlan(20, 100, 0, 1);
        var other = plan with { Seed = 2 };

        Assert.Equal(Rows(plan), Rows(new SeedPlan(20, 100, 0, 1)));
        Assert.Empty(Rows(plan).Intersect(Rows(other), StringComparer.Ordinal));
    }

    [Fact]
    public void Names_of_80000_organizations_differ_and_fit_their_column()
    {
        var plan = new SeedPlan(80_000, 0, 0, 7);
        var names = Enumerable.Range(0, 80_000).Select(n => SeedNames.Organization(plan, n)).ToList();

        Assert.Equal(80_000, names.Select(n => n.ToSearchKey()).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(names.Max(n => n.Length), 150, 255);
    }

    [Fact]
    public void Usernames_of_30000_people_differ_within_an_organization_and_are_what_a_person_could_have_typed()
    {
        var plan = new SeedPlan(1, 30_000, 0, 1);
        var usernames = Enumerable.Range(0, 30_000).Select(n => SeedNames.Person(plan, 0, n).Username).ToList();

        Assert.Equal(30_000, usernames.Distinct(StringComparer.Ordinal).Count());
        Assert.All(usernames, u => Assert.Matches("^[a-z]+[.][a-z]+[0-9]*$", u));
    }

    private static List<string> Rows(SeedPlan plan) =>
        [
            .. from number in Enumerable.Range(0, plan.Organizations)
            let organization = plan.Organization(number, Provider)
            from user in plan.UsersIn(organization, number)
            select $"{organization.Id} {organization.Name} {organization.CreatedAt:O} {user.Id} {user.Email} {user.CreatedAt:O}",
        ];
}
