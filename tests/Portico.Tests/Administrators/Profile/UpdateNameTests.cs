using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Profile;

public sealed class UpdateNameTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_long_name_follows_a_long_name()
    {
        (await UpdateAsync(new string('a', 100), new string('b', 100))).Require();

        // What the profile tells of it would be longer than it keeps.
        (await UpdateAsync(new string('c', 100), new string('d', 100))).Require();

        Assert.Equal(["name-changed", "name-changed"], portal.EventsOf(portal.Anna));
    }

    [Fact]
    public async Task A_name_whose_search_key_is_many_times_as_long_is_kept()
    {
        // One character of Arabic that is written out as eighteen.
        (await UpdateAsync(new string('\uFDFA', 100), new string('\uFDFA', 100))).Require();

        await using var db = portal.Credentials();
        Assert.Equal(100, (await db.Set<ProviderMembership>().SingleAsync(m => m.AdministratorId == portal.Anna.Id)).FirstName.Length);
    }

    [Fact]
    public async Task A_name_given_meanwhile_elsewhere_is_not_lost()
    {
        var read = (await portal.Anna.Does<GetProfile>().RunAsync(Nothing.Instance)).Require().Version;
        (await UpdateAsync("Anne", "Admin")).Require();

        var late = await portal
            .Anna.Does<UpdateProfile>()
            .RunAsync(
                new()
                {
                    FirstName = "Annie",
                    LastName = "Admin",
                    Version = read,
                }
            );

        Assert.Equal(new ChangedMeanwhile(), late.Problem);
        await using var dashboard = await portal.OnDashboardAsync();
        var recorded = await dashboard.Db.Set<ProviderEvent>().SingleAsync(e => e.Type == "own-name-changed");
        Assert.Equal([new FieldChange("Name", "Anna Admin", "Anne Admin")], recorded.Changes);
    }

    [Theory]
    [InlineData("An\nna")]
    [InlineData("An\0na")]
    [InlineData("An\u202Ena")]
    public async Task A_name_is_one_line_of_whole_characters(string name) =>
        Assert.Equal("FirstName", Assert.IsType<InvalidField>((await UpdateAsync(name, "Admin")).Problem).Field);

    [Fact]
    public async Task Half_a_character_is_none() =>
        Assert.Equal("LastName", Assert.IsType<InvalidField>((await UpdateAsync("Anna", "Admin" + '\uD83D')).Problem).Field);

    private Task<Outcome<Done>> UpdateAsync(string firstName, string lastName) =>
        portal.Anna.Does<UpdateProfile>().RunAsync(new() { FirstName = firstName, LastName = lastName });
}
