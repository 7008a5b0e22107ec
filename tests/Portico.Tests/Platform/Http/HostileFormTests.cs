using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

/// <summary>Forms as no page of ours sends them.</summary>
public sealed partial class HostileFormTests : HostileTest
{
    [Theory]
    [InlineData("/sign-in", "sign-in", "SignIn.Email", "a\0b@example.com")]
    [InlineData("/sign-in", "sign-in", "SignIn.Email", "a\uFFFE@example.com")]
    [InlineData("/sign-in", "sign-in", "SignIn.Password", "a\0b\uFFFE")]
    [InlineData("/forgot-password", "forgot", "Forgot.Email", "a\0@example.com")]
    [InlineData("/forgot-password", "forgot", "Forgot.Email", "a\uFFFE@example.com")]
    public async Task Characters_that_are_none_from_a_Stranger(string address, string form, string field, string value) =>
        await RefusesQuietlyAsync(
            await Stranger.SubmitAsync(address, form, ("SignIn.Email", Portal.Anna.Email), ("SignIn.Password", "x"), (field, value))
        );

    [Theory]
    [InlineData("/organizations?window=add", "add-organization", "Request.Name", "Ac\uFFFEme")]
    [InlineData("/organizations?window=add", "add-organization", "Request.Name", "Acme\u2028Bolt")]
    [InlineData("/organizations?window=add", "add-organization", "Request.Name", "Acme \u202Edtl")]
    [InlineData("/profile", "name", "Named.FirstName", "An\u0001na")]
    [InlineData("/profile", "name", "Named.LastName", "Ad\uFFFEmin")]
    [InlineData("/administrators?window=add", "invite-administrator", "Invited.Email", "a\u0001@example.com")]
    [InlineData("/administrators?window=add", "invite-administrator", "Invited.FirstName", "a\uFFFEb")]
    public async Task Characters_that_are_none_are_refused_by_their_field(string address, string form, string field, string value)
    {
        var refused = await Anna.SubmitAsync(address, form, ("Invited.Email", "new@example.com"), (field, value));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("aria-invalid=\"true\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The framework reads no zero out of an address-encoded form, and out of one in parts it does.</summary>
    [Fact]
    public async Task A_zero_in_a_form_of_parts()
    {
        foreach (
            var (address, form, field) in ((string, string, string)[])
                [("/sign-in", "sign-in", "SignIn.Email"), ("/forgot-password", "forgot", "Forgot.Email")]
        )
        {
            var page = await Stranger.GetStringAsync(address);
            using var parts = new MultipartFormDataContent
            {
                { new StringContent(form), "_handler" },
                { new StringContent(WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value)), "__RequestVerificationToken" },
                { new StringContent("a\0b@example.com"), field },
                { new StringContent("x"), "SignIn.Password" },
            };
            var refused = await Stranger.PostAsync(address, parts);

            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("aria-invalid=\"true\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_way_back_that_no_header_can_carry_from_a_form_of_the_menu()
    {
        var page = await Stranger.GetStringAsync("/sign-in");
        foreach (var path in (string[])["/preferences", "/sign-out"])
        {
            using var form = new FormUrlEncodedContent([
                new("__RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(page).Groups["token"].Value)),
                new("theme", "dark"),
                new("returnUrl", "/\u00FC\U0001F600"),
            ]);

            await RefusesQuietlyAsync(await Stranger.PostAsync(path, form));
        }
    }

    [Theory]
    [InlineData("/sign-in?returnUrl=%2F%C3%BC")]
    [InlineData("/sign-in?returnUrl=%2F%F0%9F%98%80%3Fx")]
    public async Task A_way_back_that_no_header_can_carry(string address)
    {
        var signedIn = await Stranger.SubmitAsync(
            address,
            "sign-in",
            ("SignIn.Email", Portal.Anna.Email),
            ("SignIn.Password", Accounts.Password)
        );

        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
    }

    public static TheoryData<string, string> Bodies =>
        new()
        {
            { "text/plain", "hello" },
            { "application/json", "{\"a\":" },
            { "multipart/form-data", "no boundary" },
            { "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b" },
            {
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"_handler\"; filename=\"x\"\r\n\r\nx\r\n--b--\r\n"
            },
            { "multipart/form-data; boundary=" + new string('b', 300), "x" },
            { "application/x-www-form-urlencoded; charset=utf-7", "_handler=sign-in&SignIn.Email=+AAA-" },
            { "application/x-www-form-urlencoded; charset=nonsense", "_handler=sign-in" },
            { "application/x-www-form-urlencoded", "%" },
            {
                "application/x-www-form-urlencoded",
                "_handler=sign-in&_handler=forgot&__RequestVerificationToken=x&__RequestVerificationToken=y"
            },
            { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 10_000).Select(n => $"f{n}=x")) },
            { "application/x-www-form-urlencoded", "SignIn" + string.Concat(Enumerable.Repeat(".A[0]", 300)) + "=x" },
            { "application/x-www-form-urlencoded", new string('n', 5_000) + "=x" },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Strange_bodies(string type, string body)
    {
        foreach (
            var path in (string[])["/sign-in", "/organizations?window=add", "/profile", "/sign-out", "/preferences", "/setup/x", General]
        )
        {
            foreach (var browser in (HttpClient[])[Stranger, Anna])
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                await RefusesQuietlyAsync(await browser.PostAsync(path, content));
            }
        }
    }

    /// <summary>With the token of a page of ours the form itself is read.</summary>
    [Fact]
    public async Task Fields_with_deep_and_doubled_names()
    {
        foreach (
            var name in (string[])
                [
                    "SignIn.Email[0].X",
                    "SignIn" + string.Concat(Enumerable.Repeat("[0]", 200)),
                    "SignIn.Email.Email.Email",
                    "SignIn[",
                    "]",
                    "",
                ]
        )
        {
            await RefusesQuietlyAsync(await Stranger.SubmitAsync("/sign-in", "sign-in", (name, "x"), ("SignIn.Email", "a@example.com")));
            await RefusesQuietlyAsync(await Anna.SubmitAsync("/administrators?window=add", "invite-administrator", (name, "x")));
        }

        await RefusesQuietlyAsync(
            await Anna.SubmitAsync(
                "/administrators?window=add",
                "invite-administrator",
                ("Invited.Role", "99"),
                ("Invited.AllOrganizations", "perhaps"),
                ("Pick.Ticked", "x"),
                ("Pick.Ticked[1]", "0123456789abcdef01234567"),
                ("Pick.Given", "\0")
            )
        );
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();
}
