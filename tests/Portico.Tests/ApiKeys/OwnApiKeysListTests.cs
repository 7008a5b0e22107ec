using Portico.ApiKeys.Own;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>The list of one's own keys: none, many, and those where somebody should look.</summary>
public sealed class OwnApiKeysListTests : ApiKeyPagesTest
{
    protected override string Address => "/profile/api-keys";

    public override ValueTask InitializeAsync()
    {
        Portal.WithPassword(Portal.Anna);
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Without_keys_it_says_what_they_are_for_and_offers_the_first()
    {
        var page = await ReadAsync(Address);

        Assert.Contains("Make your first API key", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/profile/api-keys?window=add\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
        Assert.Contains(
            "It works until someone revokes it, whoever has it by then.",
            await ReadAsync(AddAddress),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Its_end_is_shown_as_a_state_where_somebody_should_look()
    {
        await AddAsync("Monthly", 30);
        await AddAsync("Yearly", 365);
        await AddAsync("Eternal", null);

        ComeBackAfter(TimeSpan.FromDays(22));
        Assert.DoesNotContain("class=\"badge", Row(await ReadAsync(Address), "Monthly"), StringComparison.Ordinal);
        ComeBackAfter(TimeSpan.FromDays(1));
        var soon = await ReadAsync(Address);
        ComeBackAfter(TimeSpan.FromDays(7));
        var late = await ReadAsync(Address);

        Assert.Matches("badge warning(?s:.*?)Expires", Row(soon, "Monthly"));
        Assert.Matches("badge bad(?s:.*?)Expired", Row(late, "Monthly"));
        Assert.Matches("badge warning(?s:.*?)Never", Row(late, "Eternal"));
        Assert.DoesNotContain("class=\"badge", Row(late, "Yearly"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_keys_are_paged_and_searched()
    {
        for (var n = 0; n < 30; n++)
        {
            await AddAsync($"Key {n:D2}", 90);
        }

        var first = await ReadAsync(Address);
        var second = await ReadAsync(Address + "?page=2");

        Assert.Contains("1–25 of 30", first, StringComparison.Ordinal);
        Assert.Contains("title=\"Key 29\"", second, StringComparison.Ordinal);
        Assert.Contains("title=\"Key 17\"", await ReadAsync(Address + "?search=17"), StringComparison.Ordinal);
        Assert.Contains("title=\"Key 29\"", await ReadAsync(Address + "?sort=-name"), StringComparison.Ordinal);
        Assert.Contains("No API key found", await ReadAsync(Address + "?search=nothing"), StringComparison.Ordinal);
        Assert.Contains(
            "1–25 of 30",
            await ReadAsync(Address + "?search=a%0Ab&sort=nonsense&page=-3&open=x&window=edit&selected=x"),
            StringComparison.Ordinal
        );
    }

    private async Task AddAsync(string name, int? days) =>
        (
            await Portal
                .Anna.Does<AddOwnApiKey>()
                .RunAsync(
                    new()
                    {
                        Name = name,
                        ExpiresInDays = days,
                        CurrentPassword = Accounts.Password,
                    }
                )
        ).Require();
}
