using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Users;

/// <summary>Users who need attention, on the home of their organization.</summary>
public sealed class UserMattersTests(UserPagesFixture acme) : IClassFixture<UserPagesFixture>
{
    private string Home => $"/organizations/{acme.Acme}";

    [Fact]
    public async Task Each_number_is_that_of_the_list_to_which_it_leads()
    {
        var locked = await acme.AddAsync(acme.NewName("ann"), u => u.Password = "quiet-Harbour-47");
        await acme.ChangeAsync(locked, u => u.LockedAt = acme.Now);
        await acme.AddAsync(acme.NewName("bo"), u => u.Password = "quiet-Harbour-47");
        await acme.AddAsync(acme.NewName("cy"));
        await acme.AddAsync(acme.NewName("di"), u => u.RequiresMfa = true);
        await acme.AddAsync(acme.NewName("ed"), u => (u.State, u.RequiresMfa) = (UserState.Staged, true));

        var found = (await acme.Portal.Anna.Does<GetUserMatters>().RunAsync(acme.Acme, Nothing.Instance)).Require();
        var page = await acme.ReadAsync(Home);

        Assert.Equal(new GetUserMatters.Result(Locked: 1, Expired: 1, Pending: 2, WithoutMfa: 1, Staged: 1), found);
        foreach (
            var (count, query) in new[]
            {
                (found.Locked, "passwordStatus=locked"),
                (found.Expired, "state=activated&passwordStatus=expired"),
                (found.Pending, "state=activated&passwordStatus=pending"),
                (found.WithoutMfa, "state=activated&mfa=missing"),
                (found.Staged, "state=staged"),
            }
        )
        {
            Assert.Contains($"href=\"{acme.Users}?{query}\"><strong>{count}</strong>", page, StringComparison.Ordinal);
            var list = await acme.ReadAsync($"{acme.Users}?{query}");
            Assert.Equal(count, list.Split("<tr class=\"line\">").Length - 1);
        }

        Assert.Contains($"<a href=\"{acme.Users}\">5</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_could_not_be_counted_says_so()
    {
        await acme.AddAsync(acme.NewName("fay"), organization: acme.Bolt);
        await using var server = await TestServer.StartAsync(
            acme.Portal,
            builder => builder.Services.AddSingleton<IInterceptor>(new BusyStore())
        );
        using var browser = server.BrowserOf(acme.Portal.Anna);

        using var answer = await browser.GetAsync($"/organizations/{acme.Bolt}");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("could not be counted", page, StringComparison.Ordinal);
        Assert.Contains("Recent activity", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody: no lockouts", page, StringComparison.Ordinal);
    }

    /// <summary>Answers in time to everything but the counting of lockouts.</summary>
    private sealed class BusyStore : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) =>
            command.CommandText.Contains("locked_at", StringComparison.Ordinal)
            && command.CommandText.Contains("count(*)", StringComparison.OrdinalIgnoreCase)
                ? throw new TimeoutException("The store is busy.")
                : new(result);
    }
}
