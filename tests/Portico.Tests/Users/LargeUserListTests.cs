using Portico.Demo;
using Portico.Platform;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>More users than are counted for a page, in every order: nobody is missing, nobody comes twice.</summary>
public sealed class LargeUserListTests(LargeUserListTests.Crowd crowd) : IClassFixture<LargeUserListTests.Crowd>
{
    private static readonly SeedPlan Plan = new(Organizations: 1, Users: 1_300, Largest: 0, Seed: 7);

    public sealed class Crowd : IAsyncLifetime, IDisposable
    {
        public TestPortal Portal { get; } = new();

        public async ValueTask InitializeAsync()
        {
            (await Portal.Anna.Does<AddSeededOrganizations>().RunAsync(new() { Plan = Plan, Count = 1 })).Require();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        public void Dispose() => Portal.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("-name")]
    [InlineData("-email")]
    [InlineData("lastSignInAt")]
    [InlineData("-lastSignInAt")]
    [InlineData("-state")]
    [InlineData("createdAt,username")]
    public async Task Comes_whole_in_every_order_forwards_and_backwards(string? sort)
    {
        var all = await AllAsync(new() { Sort = sort });

        Assert.Equal(Plan.Users, all.Distinct().Count());
        Assert.Equal(Plan.Users, all.Count);
        var reverse = string.Join(',', (sort ?? "name").Split(',').Select(k => k is ['-', .. var key] ? key : "-" + k));
        all.Reverse();
        Assert.Equal(all, await AllAsync(new() { Sort = reverse }));
    }

    [Theory]
    [InlineData("m", null)]
    [InlineData("example", null)]
    [InlineData("example", UserState.Activated)]
    [InlineData("example m", null)]
    [InlineData(null, UserState.Activated)]
    public async Task Pages_of_a_search_are_those_of_the_whole(string? search, UserState? state)
    {
        var request = new ListUsers.Request
        {
            Search = search,
            State = state,
            Sort = "email",
        };
        var all = await AllAsync(request);
        var expected = Plan.UsersIn(Plan.Organization(0, crowd.Portal.Northwind), 0)
            .Where(u => state is null || u.State == state)
            .Where(u =>
                UserWord.OfSearch(search ?? "").All(w => UserWord.Of(u).Any(own => own.Word.StartsWith(w, StringComparison.Ordinal)))
            )
            .OrderBy(u => u.Email, StringComparer.Ordinal)
            .Select(u => u.Id);
        Assert.Equal(expected, all);

        foreach (var page in new[] { 1, 2, 7, 10 })
        {
            var shown = (
                await crowd.Portal.Anna.Does<ListUsers>().RunAsync(Plan.IdOf(0), request with { Page = page, Limit = 100 })
            ).Require();
            Assert.Equal(all.Skip(100 * (shown.Page - 1)).Take(100), shown.Results.Select(u => u.Id));
            Assert.Equal(
                (Math.Min(all.Count, ListUsers.CountedAtMost), all.Count > ListUsers.CountedAtMost),
                (shown.TotalCount, shown.IsMore)
            );
        }
    }

    private async Task<List<ObjectId>> AllAsync(ListUsers.Request request)
    {
        var all = new List<ObjectId>();
        for (var total = 1; all.Count < total; )
        {
            request = request with { Skip = all.Count, Limit = 100 };
            var part = (await crowd.Portal.Anna.Does<ListUsers>().RunAsync(Plan.IdOf(0), request)).Require();
            total = part.TotalCount;
            Assert.Equal(Math.Min(100, total - all.Count), part.Results.Count);
            all.AddRange(part.Results.Select(u => u.Id));
        }

        return all;
    }
}
