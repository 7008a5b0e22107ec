using System.Net;
using System.Text.RegularExpressions;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Settings;

public sealed partial class SettingsPagesTests : SettingsTest, IAsyncLifetime
{
    private TestServer server = null!;
    private HttpClient anna = null!;

    private string Here => $"/organizations/{Acme}/settings";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(Portal);
        anna = server.BrowserOf(Anna);
    }

    public async ValueTask DisposeAsync()
    {
        anna.Dispose();
        await server.DisposeAsync();
        Dispose();
    }

    [Fact]
    public async Task The_settings_begin_with_the_general_ones()
    {
        using var answer = await anna.GetAsync(Here);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith(Here + "/general", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_leads_back_and_the_new_name_stands_in_header_and_title()
    {
        using var saved = await anna.SubmitAsync(
            Here + "/general",
            "general",
            ("General.Name", "Acme & Sons"),
            ("General.ContactName", "Wile"),
            ("General.Accent", "6")
        );
        var page = await ReadAsync(Here + "/general");

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Contains("<title>Acme & Sons · General settings</title>", page, StringComparison.Ordinal);
        Assert.Contains("The general settings are saved.", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"organization\" data-accent=\"6\">", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Wile\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_stands_by_its_field_and_nothing_typed_is_lost()
    {
        using var refused = await anna.SubmitAsync(
            Here + "/general",
            "general",
            ("General.Name", "Acme Ltd"),
            ("General.ContactName", "<b>Wile</b>"),
            ("General.ContactEmail", "wile at acme"),
            ("General.Accent", "6")
        );
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("id=\"general-contactemail-problem\"[^!]*This is not an e-mail address", page);
        Assert.Contains("value=\"Acme Ltd\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"wile at acme\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;b&gt;Wile&lt;/b&gt;\"", page, StringComparison.Ordinal);
        Assert.Matches("value=\"6\" checked", page);
    }

    [Fact]
    public async Task A_change_someone_else_made_meanwhile_is_not_overwritten()
    {
        var page = await anna.GetStringAsync(Here + "/general");
        await Omar.Does<UpdateGeneralSettings>().RunAsync(Acme, new() { Name = "Acme", ContactName = "Omar" });

        using var refused = await PostAsync(
            page,
            "general",
            ("General.Name", "Acme"),
            ("General.ContactName", "Anna"),
            ("General.Accent", "1")
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Someone else changed this", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Passwords", "MinimumLength", "12 or so")]
    [InlineData("Passwords", "ExpiryDays", "never")]
    [InlineData("Lockout", "LockoutAttempts", "3.5")]
    [InlineData("Mfa", "MfaEnrollmentDays", "")]
    [InlineData("Session", "SessionHours", "99999999999")]
    public async Task What_is_no_number_is_refused_and_stays(string form, string field, string typed)
    {
        using var refused = await anna.SubmitAsync(Here + "/security", form, ($"{form}.{field}", typed));
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"{form}-{field}-problem\"".ToLowerInvariant() + "[^!]*Enter a whole number.", page);
        Assert.Matches(
            $"name=\"{form}.{field}\" type=\"text\" inputmode=\"numeric\" "
                + (typed.Length > 0 ? $"value=\"{typed}\"" : "(value=\"\" )?maxlength"),
            page
        );
    }

    [Fact]
    public async Task Each_section_saves_its_own_fields_and_leaves_the_others()
    {
        await Save("Passwords", ("Passwords.MinimumLength", "20"), ("Passwords.RequiresSymbol", "true"), ("Passwords.ExpiryDays", "90"));
        await Save("Lockout", ("Lockout.LockoutAttempts", ""), ("Lockout.UnlockMinutes", "20"));
        await Save("Mfa", ("Mfa.UserMfa", "RequiredForAll"), ("Mfa.MfaEnrollmentDays", "14"));
        await Save("Session", ("Session.SessionHours", "8"), ("Session.SessionIdleMinutes", "45"));

        var page = await ReadAsync(Here + "/security");
        Assert.Contains("“At least 20 characters, with a symbol; not the last 10; expires after 90 days.”", page, StringComparison.Ordinal);
        var settings = (await Anna.Does<GetSecuritySettings>().RunAsync(Acme, Nothing.Instance)).Require().Settings;
        Assert.Equal(
            new UpdateSecuritySettings.Request
            {
                MinimumLength = 20,
                RequiresSymbol = true,
                HistoryLength = 10,
                ExpiryDays = 90,
                LockoutAttempts = null,
                UnlockMinutes = 20,
                UserMfa = UserMfa.RequiredForAll,
                MfaEnrollmentDays = 14,
                SessionHours = 8,
                SessionIdleMinutes = 45,
                Version = 4,
            },
            settings
        );
    }

    [Fact]
    public async Task A_logo_is_uploaded_shown_and_removed()
    {
        using var uploaded = await UploadAsync(Pictures.Encode(SKEncodedImageFormat.Png, 40, 20), "logo.png");
        var page = await ReadAsync(Here + "/general");
        var address = LogoAddress().Match(page).Value;

        Assert.Equal(HttpStatusCode.Found, uploaded.StatusCode);
        Assert.Contains("The logo is saved.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync(address)).StatusCode);

        using var removed = await anna.SubmitAsync(Here + "/general?window=remove-logo", "remove-logo");
        Assert.Equal(HttpStatusCode.Found, removed.StatusCode);
        Assert.DoesNotMatch(LogoAddress(), await ReadAsync(Here + "/general"));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(address)).StatusCode);
    }

    [Theory]
    [InlineData(0, "Choose a picture.")]
    [InlineData(20, "The file is not a PNG, JPEG or WebP picture.")]
    [InlineData(1024 * 1024 + 1, "The file is larger than 1 MiB.")]
    [InlineData(35 * 1024 * 1024, "The file is larger than 1 MiB.")]
    public async Task An_upload_that_cannot_be_a_logo_is_refused_by_its_field(int size, string words)
    {
        using var refused = await UploadAsync(new byte[size], size is 0 ? "" : "logo.png");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"upload-logo-problem\"[^!]*{Regex.Escape(words)}", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whoever_may_only_read_gets_words_and_no_forms()
    {
        using var rita = server.BrowserOf(Portal.AddTechnician(Portal.Northwind, "Rita", "Reader", Role.ReadOnly));

        foreach (var address in new[] { Here + "/general", Here + "/security", Here + "/general?window=remove-logo" })
        {
            var page = await rita.GetStringAsync(address);
            Assert.DoesNotContain("class=\"form\"", page, StringComparison.Ordinal);
            Assert.Contains("<dt>", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_organizations_own_administrator_sees_that_the_name_is_not_his_to_change()
    {
        using var omar = server.BrowserOf(Omar);
        var page = await omar.GetStringAsync(Here + "/general");

        Assert.Matches("name=\"General.Name\"[^>]* readonly", page);
        Assert.DoesNotContain("Northwind", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/general")]
    [InlineData("/security")]
    public async Task Elsewhere_the_pages_do_not_exist_byte_for_byte(string page)
    {
        using var nina = server.BrowserOf(Portal.AddOrganizationAdministrator(Add("Bolt"), "Nina", "Neighbour"));

        using var foreign = await nina.GetAsync(Here + page);
        using var never = await nina.GetAsync($"/organizations/{Portal.NewId()}/settings{page}");

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await never.Content.ReadAsStringAsync(), await foreign.Content.ReadAsStringAsync());
    }

    private async Task Save(string form, params (string Name, string Value)[] fields)
    {
        using var saved = await anna.SubmitAsync(Here + "/security", form, fields);
        Assert.Equal((form, HttpStatusCode.Found), (form, saved.StatusCode));
    }

    private async Task<string> ReadAsync(string address) => WebUtility.HtmlDecode(await anna.GetStringAsync(address));

    private async Task<HttpResponseMessage> UploadAsync(byte[] content, string name)
    {
        var page = await anna.GetStringAsync(Here + "/general");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("logo"), "_handler" },
            { new StringContent(Token().Match(page).Groups["token"].Value), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new("form-data") { Name = "Upload.Logo", FileName = $"\"{name}\"" };
        form.Add(file);
        return await anna.PostAsync(Here + "/general", form);
    }

    /// <summary>Sends a form as it was when the page was read.</summary>
    private async Task<HttpResponseMessage> PostAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var version = Regex.Match(page, "name=\"General.Version\" value=\"(?<n>[0-9]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        using var content = new FormUrlEncodedContent([
            new("_handler", form),
            new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value),
            new("General.Version", version.Groups["n"].Value),
            .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
        ]);
        return await anna.PostAsync(Here + "/general", content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();

    [GeneratedRegex("/organizations/[0-9a-f]{24}/logo/[0-9a-f]{64}", RegexOptions.None, 1_000)]
    private static partial Regex LogoAddress();
}
