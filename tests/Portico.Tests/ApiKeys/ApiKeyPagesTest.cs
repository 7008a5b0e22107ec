using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portico.Platform;
using Portico.Tests.Administrators;

namespace Portico.Tests.ApiKeys;

/// <summary>Pages about API keys, and programs that use the keys they show.</summary>
public abstract partial class ApiKeyPagesTest : AdministratorPagesTest
{
    protected const string Add = "add-key";

    protected string AddAddress => Address + "?window=add";

    /// <summary>The one key that the answer shows, in which nothing else may carry it.</summary>
    protected static async Task<string> KeyShownInAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        var key = Assert.Single(Key().Matches(page).Select(m => m.Value).Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain(key[..13], answer.Headers.ToString(), StringComparison.Ordinal);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        return key;
    }

    protected static void ShowsNoKey(string page) => Assert.DoesNotMatch(Key(), page);

    /// <summary>What a program with the key gets.</summary>
    protected async Task<(HttpStatusCode Status, JsonElement Body)> UseAsync(string key, string path = "/v1/me")
    {
        using var program = new HttpClient { BaseAddress = Server.Address, DefaultRequestHeaders = { { "x-api-key", key } } };
        using var answer = await program.GetAsync(path);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>A program with the key changes something in the organization.</summary>
    protected async Task ChangeContactAsync(string key, ObjectId organization)
    {
        using var program = new HttpClient { BaseAddress = Server.Address, DefaultRequestHeaders = { { "x-api-key", key } } };
        using var changed = await program.PatchAsJsonAsync(
            $"/v1/organizations/{organization}/settings/general",
            new { contactName = "Wile E. Coyote" }
        );
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }

    protected async Task<string> ReadAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("portico_[ap][0-9A-Za-z]{31}", RegexOptions.None, 1_000)]
    private static partial Regex Key();
}
