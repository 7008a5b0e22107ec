using Portico.Platform;
using Portico.Settings;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>Eight people of one organization, looked at in every way.</summary>
public sealed class ListUsersTests(ListUsersTests.People people) : IClassFixture<ListUsersTests.People>
{
    public sealed class People : DirectoryFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await AddAsync("anna.kovacs", u => (u.FirstName, u.LastName, u.Department) = ("Anna", "Kovács", "Sales"));
            await AddAsync("ben", u => (u.FirstName, u.LastName, u.EmployeeIdentifier) = ("Ben", "Annable", "K-77"));
            await AddAsync("carla", u => (u.FirstName, u.LastName, u.State) = ("Carla", "Stone", UserState.Staged));
            await AddAsync("dora", u => (u.DisplayName, u.RequiresMfa) = ("Dora the Explorer", true));
            await AddAsync("emil", u => (u.FirstName, u.Password, u.MustChangePassword) = ("Emil", "quiet-Harbour-47", false));
            await AddAsync("fay", u => (u.FirstName, u.Password) = ("Fay", "quiet-Harbour-47"));
            await AddAsync("gus", u => (u.FirstName, u.State, u.Department) = ("Gus", UserState.Suspended, "Sales"));
            await AddAsync("hana", u => (u.RequiresMfa, u.MfaExemptUntil) = (true, Portal.Clock.GetUtcNow().AddDays(3)));
            await AddAsync("zed", organization: Bolt);
        }
    }

    [Theory]
    [InlineData(null, "anna.kovacs ben carla dora emil fay gus hana")]
    [InlineData("anna", "anna.kovacs ben")]
    [InlineData("ANNA kov", "anna.kovacs")]
    [InlineData("kovács", "anna.kovacs")]
    [InlineData("nna", "")]
    [InlineData("k-77", "ben")]
    [InlineData("explorer", "dora")]
    [InlineData("gus@acme.example", "gus")]
    [InlineData("acme.example", "anna.kovacs ben carla dora emil fay gus hana")]
    [InlineData("%", "")]
    [InlineData("zed", "")]
    public async Task Is_searched_by_the_beginnings_of_words(string? search, string found) =>
        Assert.Equal(found, await NamesAsync(new() { Search = search }));

    [Theory]
    [InlineData("-name", "hana gus fay emil dora carla ben anna.kovacs")]
    [InlineData("-username", "hana gus fay emil dora carla ben anna.kovacs")]
    [InlineData("state,-name", "hana fay emil dora ben anna.kovacs carla gus")]
    [InlineData("lastSignInAt,email", "anna.kovacs ben carla dora emil fay gus hana")]
    public async Task Is_sorted(string sort, string found) => Assert.Equal(found, await NamesAsync(new() { Sort = sort }));

    [Fact]
    public async Task Is_filtered_by_state_password_and_multifactor_authentication_as_each_user_says_of_himself()
    {
        foreach (var demand in Enum.GetValues<UserMfa>())
        {
            var settings = UpdateSecuritySettings.Request.Of(new SecuritySettings()) with { Version = null, UserMfa = demand };
            (await people.Portal.Anna.Does<UpdateSecuritySettings>().RunAsync(people.Acme, settings)).Require();
            var all = (await ListAsync(new())).Results;
            foreach (var status in Enum.GetValues<PasswordStatus>())
            {
                Assert.Equal(Names(all.Where(u => u.PasswordStatus == status)), await NamesAsync(new() { PasswordStatus = status }));
            }

            foreach (var mfa in Enum.GetValues<UserMfaStatus>())
            {
                Assert.Equal(Names(all.Where(u => u.Mfa == mfa)), await NamesAsync(new() { Mfa = mfa }));
            }

            foreach (var state in Enum.GetValues<UserState>())
            {
                Assert.Equal(Names(all.Where(u => u.State == state)), await NamesAsync(new() { State = state }));
            }
        }

        Assert.Equal("emil", await NamesAsync(new() { PasswordStatus = PasswordStatus.Active }));
        Assert.Equal("fay", await NamesAsync(new() { PasswordStatus = PasswordStatus.Expired }));
        Assert.Equal("anna.kovacs gus", await NamesAsync(new() { Department = "Sales" }));
        Assert.Equal(
            "gus",
            await NamesAsync(
                new()
                {
                    Department = "Sales",
                    State = UserState.Suspended,
                    Search = "g",
                }
            )
        );
        Assert.Equal("ben", await NamesAsync(new() { Username = "BEN" }));
        Assert.Equal("ben", await NamesAsync(new() { Email = " Ben@acme.example" }));
    }

    [Fact]
    public async Task Pages_cover_everyone_once_in_either_direction()
    {
        foreach (var sort in new[] { "name", "-name", "email,-name", "-createdAt" })
        {
            var all = (await ListAsync(new() { Sort = sort })).Results.Select(u => u.Id).ToList();
            var paged = new List<ObjectId>();
            for (var skip = 0; skip < 9; skip += 3)
            {
                var part = await ListAsync(
                    new()
                    {
                        Sort = sort,
                        Skip = skip,
                        Limit = 3,
                    }
                );
                Assert.Equal(8, part.TotalCount);
                paged.AddRange(part.Results.Select(u => u.Id));
            }

            Assert.Equal(all, paged);
            Assert.Equal(
                all[6..],
                (
                    await ListAsync(
                        new()
                        {
                            Sort = sort,
                            Page = 99,
                            Limit = 3,
                        }
                    )
                ).Results.Select(u => u.Id)
            );
        }

        Assert.Empty((await ListAsync(new() { Skip = 8 })).Results);
    }

    private async Task<ListUsers.Result> ListAsync(ListUsers.Request request) =>
        (await people.Portal.Anna.Does<ListUsers>().RunAsync(people.Acme, request)).Require();

    private async Task<string> NamesAsync(ListUsers.Request request)
    {
        var found = await ListAsync(request);
        Assert.Equal(found.Results.Count, found.TotalCount);
        return Names(found.Results);
    }

    private static string Names(IEnumerable<UserRow> users) => string.Join(' ', users.Select(u => u.Username));
}
