using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>The list of users as a browser without JavaScript gets it.</summary>
public sealed class UsersPageTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    [Fact]
    public async Task An_empty_directory_says_what_to_do_first()
    {
        var empty = (await acme.Portal.AddOrganizationsAsync(acme.NewName("Empty")))[0];

        var page = await acme.ReadAsync($"/organizations/{empty}/users");
        var reader = await acme.ReadAsync($"/organizations/{empty}/users", Role.ReadOnly);

        Assert.Contains("Add the first user", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/organizations/{empty}/users/add\"", page, StringComparison.Ordinal);
        Assert.Contains("No users yet", reader, StringComparison.Ordinal);
        Assert.DoesNotContain("/users/add", reader, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_how_each_stands_and_leads_to_the_persons_page()
    {
        var name = acme.NewName("vera");
        var id = await acme.AddAsync(name, u => (u.FirstName, u.LastName, u.RequiresMfa) = ("Vera", name, true));

        var page = await acme.ReadAsync($"{acme.Users}?search={name}");

        Assert.Contains("<title>Acme · Users</title>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{acme.Users}/{id}\"", page, StringComparison.Ordinal);
        Assert.Contains($"Vera {name}", page, StringComparison.Ordinal);
        Assert.Contains($"{name}@acme.example", page, StringComparison.Ordinal);
        Assert.Matches("Activated.*Pending.*Required, missing.*Never", page.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Search_filters_sort_and_rows_stand_in_the_address()
    {
        var word = acme.NewName("walter");
        await acme.AddAsync($"{word}.a");
        await acme.AddAsync($"{word}.b", u => u.State = UserState.Staged);
        await acme.AddAsync($"{word}.c", u => u.RequiresMfa = true);

        Assert.Equal("a b c", Shown(await acme.ReadAsync($"{acme.Users}?search={word}"), word));
        Assert.Equal("c b a", Shown(await acme.ReadAsync($"{acme.Users}?search={word}&sort=-name"), word));
        Assert.Equal("b", Shown(await acme.ReadAsync($"{acme.Users}?search={word}&state=staged"), word));
        Assert.Equal("a b", Shown(await acme.ReadAsync($"{acme.Users}?search={word}&mfa=notRequired"), word));
        Assert.Equal("c", Shown(await acme.ReadAsync($"{acme.Users}?search={word}&mfa=missing&passwordStatus=pending"), word));
        Assert.Equal("a b c", Shown(await acme.ReadAsync($"{acme.Users}?search={word}&state=gone&rows=7&sort=hat"), word));
        var none = await acme.ReadAsync($"{acme.Users}?search={word}&state=suspended");
        Assert.Contains("No user found", none, StringComparison.Ordinal);
        Assert.Contains("<option value=\"suspended\" selected", none, StringComparison.Ordinal);
        // Searching keeps the filters, filtering keeps the search.
        Assert.Contains($"<input type=\"hidden\" name=\"search\" value=\"{word}\"", none, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"state\" value=\"suspended\"", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_20_50_or_100_rows()
    {
        var word = acme.NewName("xenia");
        for (var n = 0; n < 21; n++)
        {
            await acme.AddAsync($"{word}.{n:00}");
        }

        var first = await acme.ReadAsync($"{acme.Users}?search={word}");
        var second = await acme.ReadAsync($"{acme.Users}?search={word}&page=2");
        var more = await acme.ReadAsync($"{acme.Users}?search={word}&rows=50&page=2");

        Assert.Contains("1–20 of 21", first, StringComparison.Ordinal);
        Assert.Contains($"{word}.19", first, StringComparison.Ordinal);
        Assert.DoesNotContain($"{word}.20", first, StringComparison.Ordinal);
        Assert.Contains("21–21 of 21", second, StringComparison.Ordinal);
        Assert.Contains($"{word}.20", second, StringComparison.Ordinal);
        Assert.Contains($"{word}.00", more, StringComparison.Ordinal);
        Assert.Contains($"{word}.20", more, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Administrator, true, true)]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.HelpDesk, false, true)]
    [InlineData(Role.ReadOnly, false, false)]
    public async Task A_role_is_offered_what_it_may(Role role, bool manages, bool helps)
    {
        await acme.AddAsync(acme.NewName("yves"));

        var page = await acme.ReadAsync(acme.Users, role);

        Assert.Equal(manages, page.Contains("/users/add", StringComparison.Ordinal));
        Assert.Equal(manages, page.Contains("value=\"suspend\"", StringComparison.Ordinal));
        Assert.Equal(manages, page.Contains("value=\"remove\"", StringComparison.Ordinal));
        Assert.Equal(helps, page.Contains("value=\"unlock\"", StringComparison.Ordinal));
        Assert.Equal(helps, page.Contains("type=\"checkbox\" name=\"selected\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_of_another_organization_is_shown_or_touched()
    {
        var stranger = await acme.AddAsync(acme.NewName("zoe"), organization: acme.Bolt);

        var window = await acme.ReadAsync(acme.Over("suspend", stranger));
        using var answer = await acme.Browser.GetAsync($"{acme.Users}/{stranger}");

        Assert.Contains("There is nobody to whom this can be done.", window, StringComparison.Ordinal);
        Assert.Contains("One is no longer here.", window, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string Shown(string page, string word) =>
        string.Join(
            ' ',
            page.Split("title=\"" + word + ".")
                .Skip(1)
                .Select(rest => rest[..1])
                .Where(c => c is "a" or "b" or "c")
                .Aggregate(
                    new List<string>(),
                    (seen, c) =>
                    {
                        if (seen.Count is 0 || !string.Equals(seen[^1], c, StringComparison.Ordinal))
                        {
                            seen.Add(c);
                        }

                        return seen;
                    }
                )
        );
}
