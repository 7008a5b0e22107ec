using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using System.Xml;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>An application from its service provider's metadata to users who sign in to it. The service provider answers within the browser.</summary>
public sealed class ApplicationJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private const string Secret = "Violet anchor 47 drum";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_adds_an_application_and_a_user_signs_in_by_the_application_and_by_the_tile(bool withScript)
    {
        var (name, user) = withScript ? ("Wiki", "wanda") : ("Payroll", "paula");
        var host = $"{name.ToLowerInvariant()}.example";
        await portico.AddUserAsync(portico.Acme, user, Secret);
        await portico.AddGroupAsync(portico.Acme, $"{name} people", user);
        var signInUrl = await AddApplicationAsync(name, host, withScript);

        var page = await OpenAsync(withScript);
        await AnswerAsServiceProviderAsync(page, host);
        await page.GotoAsync($"{signInUrl}?{RequestOf(signInUrl, host)}");
        await page.SignInToPortalAsync(user, Secret);
        await GoOnAsync(page, name, withScript);
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Hello {PortalPortico.EmailOf(user)}");
        await Expect(page.Locator("p")).ToHaveTextAsync("Back to /page");

        await page.GotoAsync(Portico.Url + $"/o/{portico.Acme}/home");
        if (withScript)
        {
            await page.IsAccessibleAsync();
        }

        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await GoOnAsync(page, name, withScript);
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Hello {PortalPortico.EmailOf(user)}");
    }

    private async Task<string> AddApplicationAsync(string name, string host, bool withScript)
    {
        var admin = new Person("Anna", "Berger", "anna@northwind.example");
        var page = await OpenAsAsync(admin, withScript);
        await page.GotoAsync($"/organizations/{portico.Acme}/applications");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add application" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Body().GetByText("Nobody can sign in yet: the service provider is not known here.")).ToBeVisibleAsync();
        await page.GetByLabel("Metadata", new() { Exact = true }).FillAsync(MetadataOf(host));
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(page.GetByLabel("ACS URL")).ToHaveValueAsync($"https://{host}/acs");
        await Expect(page.Body().GetByText("Nobody can sign in yet: the application is assigned to no one.")).ToBeVisibleAsync();
        var url = await page.Locator("dt", new() { HasText = "Sign-in URL" }).Locator("xpath=following-sibling::dd//code").InnerTextAsync();

        await page.Tab("Assignments").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Assign user groups" }).ClickAsync();
        await page.GetByLabel($"{name} people").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();
        await Expect(page.Locator("tr.line")).ToContainTextAsync($"{name} people");
        return url;
    }

    private static async Task GoOnAsync(IPage page, string name, bool withScript)
    {
        if (!withScript)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"Continue to {name}" }).ClickAsync();
        }
    }

    /// <summary>Takes the form that the browser posts, and greets whom the assertion names.</summary>
    private static Task AnswerAsServiceProviderAsync(IPage page, string host) =>
        page.Context.RouteAsync(
            $"https://{host}/**",
            route =>
            {
                var posted = HttpUtility.ParseQueryString(route.Request.PostData ?? "");
                var response = new XmlDocument();
                response.LoadXml(Encoding.UTF8.GetString(Convert.FromBase64String(posted["SAMLResponse"]!)));
                var nameId = response.GetElementsByTagName("NameID", "urn:oasis:names:tc:SAML:2.0:assertion")[0]!.InnerText;
                return route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body = $"<!DOCTYPE html><title>{host}</title><h1>Hello {nameId}</h1><p>Back to {posted["RelayState"]}</p>",
                    }
                );
            }
        );

    private static string MetadataOf(string host) =>
        $"""
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://{host}/saml">
              <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
                <md:AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://{host}/acs"/>
              </md:SPSSODescriptor>
            </md:EntityDescriptor>
            """;

    private static string RequestOf(string destination, string host)
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var xml =
            $"""<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}" Version="2.0" IssueInstant="{now}" Destination="{destination}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://{host}/saml</saml:Issuer></samlp:AuthnRequest>""";
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(xml));
        }

        return $"SAMLRequest={Uri.EscapeDataString(Convert.ToBase64String(deflated.ToArray()))}&RelayState=%2Fpage";
    }
}
