using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;
using Portico.Users.ProviderSide;

namespace Portico.Tests.Users.ProviderSide;

/// <summary>People of two organizations of one provider, and of one of another.</summary>
public sealed class SearchUsersTests(SearchUsersTests.People people) : IClassFixture<SearchUsersTests.People>
{
    public sealed class People : DirectoryFixture
    {
        public Person Stranger { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await AddAsync("anna.kovacs", u => (u.FirstName, u.LastName) = ("Anna", "Kovács"));
            await AddAsync("anna.kovacs", u => (u.FirstName, u.LastName) = ("Anna", "Kovács"), Bolt);
            await AddAsync("kai", u => (u.LastName, u.State) = ("Kovalenko", UserState.Staged), Bolt);
            await AddAsync("emil", u => (u.Password, u.MustChangePassword) = ("quiet-Harbour-47", true));
            var gus = await AddAsync("gus");
            (await Portal.Anna.Does<SuspendUsers>().RunAsync(Acme, new() { Ids = [gus] })).Require();
            await AddAsync("rita", u => u.RequiresMfa = true);

            var southwind = Portal.AddProvider("Southwind");
            Stranger = Portal.AddTechnician(southwind, "Sam", "Stranger", Role.Administrator);
            var theirs = (await Stranger.Does<Portico.Organizations.AddManagedOrganization>().RunAsync(new() { Name = "Theirs" }))
                .Require()
                .Id;
            (await Stranger.Does<AddUser>().RunAsync(theirs, new() { Username = "anna.strange", Email = "anna@theirs.example" })).Require();
        }
    }

    [Theory]
    [InlineData("anna", "Acme/anna.kovacs Bolt/anna.kovacs")]
    [InlineData("KOV", "Acme/anna.kovacs Bolt/anna.kovacs Bolt/kai")]
    [InlineData("kov anna", "Acme/anna.kovacs Bolt/anna.kovacs")]
    [InlineData("kov bolt", "")]
    [InlineData("nna", "")]
    [InlineData("", "Acme/anna.kovacs Acme/emil Acme/gus Acme/rita Bolt/anna.kovacs Bolt/kai")]
    public async Task Finds_people_of_all_organizations_of_the_provider(string search, string found) =>
        Assert.Equal(found, await NamesAsync(people.Portal.Anna, new() { Search = search }));

    [Fact]
    public async Task Sees_no_more_than_the_caller_may()
    {
        var carl = people.Portal.AddTechnician(people.Portal.Northwind, "Carl", "Colleague", Role.ReadOnly, people.Bolt);

        Assert.Equal("Bolt/anna.kovacs", await NamesAsync(carl, new() { Search = "anna" }));
        Assert.Equal("Theirs/anna.strange", await NamesAsync(people.Stranger, new() { Search = "anna" }));
        Assert.Equal("", await NamesAsync(carl, new() { Search = "anna", Organization = people.Acme }));
        Assert.Equal("Bolt/anna.kovacs", await NamesAsync(people.Portal.Anna, new() { Search = "anna", Organization = people.Bolt }));
    }

    [Theory]
    [InlineData(UserNeed.Staged, "Bolt/kai")]
    [InlineData(UserNeed.PasswordExpired, "Acme/emil")]
    [InlineData(UserNeed.PasswordExpiring, "")]
    [InlineData(UserNeed.LockedOut, "")]
    [InlineData(UserNeed.MfaMissing, "Acme/rita")]
    [InlineData(UserNeed.Pending, "Acme/anna.kovacs Acme/rita Bolt/anna.kovacs")]
    public async Task Finds_and_counts_those_who_wait_for_something(UserNeed need, string found)
    {
        Assert.Equal(found, await NamesAsync(people.Portal.Anna, new() { Need = need }));

        var counted = (await people.Portal.Anna.Does<GetUsersInNeed>().RunAsync(new() { Need = need })).Require();
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, counted.Count);
        Assert.Equal(counted.Count, counted.Organizations.Sum(o => o.Users));
    }

    [Fact]
    public async Task Filters_go_together_with_words()
    {
        Assert.Equal("Bolt/kai", await NamesAsync(people.Portal.Anna, new() { Search = "kov", State = UserState.Staged }));
        Assert.Equal("Acme/gus", await NamesAsync(people.Portal.Anna, new() { State = UserState.Suspended }));
        Assert.Equal("", await NamesAsync(people.Portal.Anna, new() { Search = "gus", State = UserState.Staged }));
    }

    private static async Task<string> NamesAsync(Person who, SearchUsers.Request request)
    {
        var found = (await who.Does<SearchUsers>().RunAsync(request)).Require();
        Assert.Equal((found.Results.Count, false), (found.TotalCount, found.IsMore));
        return string.Join(' ', found.Results.Select(r => $"{r.OrganizationName}/{r.User.Username}").Order(StringComparer.Ordinal));
    }
}
