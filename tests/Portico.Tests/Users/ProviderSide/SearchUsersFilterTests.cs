using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Settings;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Credentials;
using Portico.Users.ProviderSide;

namespace Portico.Tests.Users.ProviderSide;

/// <summary>Filters over three organizations: Acme asks nobody for a second factor, Bolt everybody, Cove by group.</summary>
public sealed class SearchUsersFilterTests(SearchUsersFilterTests.People people) : IClassFixture<SearchUsersFilterTests.People>
{
    public sealed class People : DirectoryFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            var cove = (await Portal.Anna.Does<Portico.Organizations.AddManagedOrganization>().RunAsync(new() { Name = "Cove" }))
                .Require()
                .Id;
            await DemandAsync(Bolt, UserMfa.RequiredForAll);
            await DemandAsync(cove, UserMfa.RequiredByGroup);
            var later = Portal.Clock.GetUtcNow().AddDays(3);
            await AddAsync("plain");
            await AddAsync("rita", u => u.RequiresMfa = true);
            await AddAsync("vera", u => (u.RequiresMfa, u.MfaExemptUntil) = (true, later));
            var yuri = await AddAsync("yuri", u => (u.Password, u.MustChangePassword) = ("quiet-Harbour-47", false));
            await AddAsync("emil", u => (u.Password, u.MustChangePassword) = ("quiet-Harbour-48", true));
            await AddAsync("wim", organization: Bolt);
            await AddAsync("both", u => u.RequiresMfa = true, Bolt);
            await AddAsync("xena", u => (u.MfaExemptUntil, u.State) = (later, UserState.Staged), Bolt);
            await AddAsync("ulla", organization: cove);
            var zoe = await AddAsync("zoe", organization: cove);
            var group = (await Portal.Anna.Does<AddUserGroup>().RunAsync(cove, new() { Name = "Asked", RequiresMfa = true })).Require().Id;
            (await Portal.Anna.Does<AddUsersToGroup>().RunAsync(cove, new() { GroupId = group, Ids = [zoe] })).Require();
            await using var db = Portal.Credentials();
            (await db.Set<UserCredential>().SingleAsync(u => u.Id == yuri)).SealedTotpSecret = "sealed";
            await db.SaveChangesAsync();
        }

        private async Task DemandAsync(ObjectId organization, UserMfa demand)
        {
            var settings = UpdateSecuritySettings.Request.Of(new SecuritySettings()) with { UserMfa = demand, Version = null };
            (await Portal.Anna.Does<UpdateSecuritySettings>().RunAsync(organization, settings)).Require();
        }
    }

    [Theory]
    [InlineData("pending", null, "Acme/plain Acme/rita Acme/vera Bolt/both Bolt/wim Bolt/xena Cove/ulla Cove/zoe")]
    [InlineData("expired", null, "Acme/emil")]
    [InlineData("active", null, "Acme/yuri")]
    [InlineData("locked", null, "")]
    [InlineData(null, "enrolled", "Acme/yuri")]
    [InlineData(null, "missing", "Acme/rita Bolt/both Bolt/wim Cove/zoe")]
    [InlineData(null, "exempt", "Acme/vera Bolt/xena")]
    [InlineData(null, "notRequired", "Acme/emil Acme/plain Cove/ulla")]
    [InlineData("pending", "missing", "Acme/rita Bolt/both Bolt/wim Cove/zoe")]
    [InlineData("active", "missing", "")]
    [InlineData("active", "enrolled", "Acme/yuri")]
    public async Task Finds_users_by_password_and_multifactor_authentication(string? password, string? mfa, string found)
    {
        var all = found.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var request = new SearchUsers.Request
        {
            PasswordStatus = UsersAddress.Word<PasswordStatus>(password),
            Mfa = UsersAddress.Word<UserMfaStatus>(mfa),
        };

        Assert.Equal(all, await NamesAsync(people.Portal.Anna, request));
        // The same within one organization, among those whom a word finds, and for who may see one organization alone.
        var ofBolt = all.Where(n => n.StartsWith("Bolt", StringComparison.Ordinal)).ToList();
        var carl = people.Portal.AddTechnician(people.Portal.Northwind, "Carl", $"{password}{mfa}", Role.ReadOnly, people.Bolt);
        Assert.Equal(ofBolt, await NamesAsync(people.Portal.Anna, request with { Organization = people.Bolt }));
        Assert.Equal(ofBolt, await NamesAsync(carl, request));
        Assert.Equal(
            all.Where(n => n.EndsWith("/wim", StringComparison.Ordinal)),
            await NamesAsync(people.Portal.Anna, request with { Search = "wim" })
        );
    }

    [Fact]
    public async Task Filters_go_together_with_state_and_need()
    {
        Assert.Equal(["Bolt/xena"], await NamesAsync(people.Portal.Anna, new() { State = UserState.Staged, Mfa = UserMfaStatus.Exempt }));
        Assert.Empty(
            await NamesAsync(
                people.Portal.Anna,
                new()
                {
                    State = UserState.Activated,
                    Mfa = UserMfaStatus.Exempt,
                    Organization = people.Bolt,
                }
            )
        );
        Assert.Equal(
            ["Bolt/both", "Bolt/wim"],
            await NamesAsync(
                people.Portal.Anna,
                new()
                {
                    Need = UserNeed.MfaMissing,
                    Organization = people.Bolt,
                    PasswordStatus = PasswordStatus.Pending,
                }
            )
        );
        Assert.Equal(["Bolt/wim"], await NamesAsync(people.Portal.Anna, new() { Need = UserNeed.MfaMissing, Search = "wim" }));
    }

    private static async Task<IEnumerable<string>> NamesAsync(Person who, SearchUsers.Request request)
    {
        var found = (await who.Does<SearchUsers>().RunAsync(request)).Require();
        Assert.Equal((found.Results.Count, false), (found.TotalCount, found.IsMore));
        return found.Results.Select(r => $"{r.OrganizationName}/{r.User.Username}").Order(StringComparer.Ordinal);
    }
}
