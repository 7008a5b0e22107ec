using System.Net;
using System.Text.RegularExpressions;
using Portico.ApiKeys;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Platform.Ui;

/// <summary>Every form that edits something says from which version, and refuses to undo what someone else saved since.</summary>
public sealed partial class LostUpdateTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private ObjectId acme;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        acme = (await portal.AddOrganizationsAsync("Acme"))[0];
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task A_form_from_before_another_change_is_refused()
    {
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.Manager).MembershipId;
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner").MembershipId;
        var added = await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "vera", Email = "vera@acme.example" });
        var vera = added.Value!.Id;
        string[] pages =
        [
            "/profile",
            $"/organizations?window=rename&selected={acme}",
            $"/administrators?window=edit&selected={ben}",
            $"/organizations/{acme}/settings/general",
            $"/organizations/{acme}/settings/security",
            $"/organizations/{acme}/settings/users",
            $"/organizations/{acme}/users/{vera}",
            $"/organizations/{acme}/users/{vera}/security",
            $"/organizations/{acme}/users/{vera}?window=rename",
            $"/profile/api-keys?window=edit&selected={await OwnKeyAsync()}",
            $"/settings/api-keys?window=edit&selected={await ProvidersKeyAsync()}",
            $"/organizations/{acme}/settings/administrators?window=edit&selected={omar}",
        ];
        using var anna = server.BrowserOf(portal.Anna);
        var tried = 0;
        foreach (var address in pages)
        {
            var page = await anna.GetStringAsync(address);
            var versions = Version().Matches(page).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
            Assert.True(versions.Count > 0, $"{address} says no version.");
            foreach (var version in versions)
            {
                var form = Form()
                    .Matches(page)
                    .Select(m => m.Value)
                    .First(f => f.Contains($"name=\"{version}\"", StringComparison.Ordinal));
                var handler = Handler().Match(form).Groups["name"].Value;

                using var answer = await anna.SubmitAsync(address, handler, (version, "-1"));

                Assert.Equal((address, HttpStatusCode.Conflict), (address, answer.StatusCode));
                Assert.Contains(
                    "Someone else changed this since you opened it.",
                    await answer.Content.ReadAsStringAsync(),
                    StringComparison.Ordinal
                );
                tried++;
            }
        }

        Assert.True(tried >= 16);
    }

    private async Task<ObjectId> OwnKeyAsync()
    {
        portal.AddKeyOf(portal.Anna);
        await using var db = portal.Credentials();
        return db.Set<AdministratorApiKey>().Single().Id;
    }

    private async Task<ObjectId> ProvidersKeyAsync()
    {
        await portal.AddProviderKeyAsync(Role.ReadOnly);
        await using var db = portal.Credentials();
        return db.Set<ProviderApiKey>().Single().Id;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex("name=\"_handler\" value=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Handler();

    [GeneratedRegex("name=\"(?<name>[A-Za-z]+\\.Version)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Version();
}
