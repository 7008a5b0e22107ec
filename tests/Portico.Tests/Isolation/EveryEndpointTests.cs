using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Tests.Support;
using static Portico.Tests.Support.ServerEndpoints;

namespace Portico.Tests.Isolation;

/// <summary>
/// Calls every route and page of the running server as everyone who must not. They are taken from the server itself, so that one added
/// later is covered without anyone remembering it.
/// </summary>
public sealed partial class EveryEndpointTests : IAsyncLifetime
{
    /// <summary>What anyone may call. The list only shrinks; whoever makes it longer says why here.</summary>
    private static readonly string[] Public =
    [
        "/docs/api", // The reference of the API, over the document that anyone may read.
        "/docs/api/scalar.js", // Its script, of a package that anyone may have.
        "/error", // What a person sees of a bug.
        "/forgot-password", // Answers alike with and without an account.
        "/healthz", // For supervisors: the process.
        "/invitation/{Token}", // The token is the proof; whoever has an account signs in with it besides.
        "/not-found", // The one answer to what is not there.
        "/o", // The common sign-in of users.
        "/o/forgot-password", // Answers alike with and without a user.
        "/o/{Portal}", // The beginning, in one organization.
        "/o/{Portal}/activate/{Token}", // The token is the proof.
        "/o/{Portal}/code", // The half-finished sign-in is the proof.
        "/o/{Portal}/code/passkey", // The half-finished sign-in is the proof.
        "/o/{Portal}/enroll", // The half-finished sign-in is the proof.
        "/o/{Portal}/enroll/passkey", // The half-finished sign-in is the proof.
        "/o/{Portal}/forgot-password", // Answers alike with and without a user.
        "/o/{Portal}/logo/{Hash}", // The door of a user portal shows it to anybody.
        "/o/{Portal}/new-password", // The half-finished sign-in is the proof.
        "/o/{Portal}/passkey", // A challenge that is the same kind for everyone.
        "/o/{Portal}/recovery", // The half-finished sign-in is the proof.
        "/o/{Portal}/reset-password/{Token}", // The token is the proof.
        "/o/{Portal}/saml/sign-out", // The token of the logout is the proof.
        "/o/{Portal}/saml/{ApplicationId}/continue", // Leads to sign-in whoever is not signed in; what was asked for is sealed.
        "/o/{Portal}/saml/{ApplicationId}/metadata", // What the service provider must know, and anybody may.
        "/o/{Portal}/saml/{ApplicationId}/slo", // A service provider's signature is the proof.
        "/o/{Portal}/saml/{ApplicationId}/sso", // Takes requests for whoever is to sign in.
        "/o/{Portal}/saml/{ApplicationId}/start", // Leads to sign-in whoever is not signed in.
        "/o/{Portal}/sign-out", // Ends what the cookie names, and nothing else.
        "/o/{organizationId:id}/oidc/.well-known/openid-configuration", // What clients must know, and anybody may.
        "/o/{organizationId:id}/oidc/authorize", // Leads to sign-in whoever is not signed in.
        "/o/{organizationId:id}/oidc/device", // The client proves who it is.
        "/o/{organizationId:id}/oidc/introspect", // The client proves who it is.
        "/o/{organizationId:id}/oidc/keys", // What clients must know, and anybody may.
        "/o/{organizationId:id}/oidc/logout", // Ends what the cookie names, when its user says so or a token of his does.
        "/o/{organizationId:id}/oidc/par", // The client proves who it is.
        "/o/{organizationId:id}/oidc/revoke", // The client proves who it is.
        "/o/{organizationId:id}/oidc/token", // The client proves who it is, and the code or token what was granted.
        "/o/{organizationId:id}/oidc/userinfo", // The access token is the proof.
        "/o/{organizationId:id}/oidc/verify", // Leads to sign-in whoever is not signed in.
        "/openapi/v1.json", // What the API can do is the same for everyone, and stands in the source, too.
        "/preferences", // Theme and side navigation, kept in a cookie.
        "/readyz", // For load balancers: the store.
        "/reset-mfa/{Token}", // The token, and then the password, are the proof.
        "/reset-password/{Token}", // The token is the proof.
        "/setup/{Token}", // The token on the console is the proof.
        "/sign-in", // The beginning.
        "/sign-in/code", // The half-finished sign-in is the proof.
        "/sign-in/code/passkey", // The half-finished sign-in is the proof.
        "/sign-in/enroll", // The half-finished sign-in is the proof.
        "/sign-in/enroll/passkey", // The half-finished sign-in is the proof.
        "/sign-in/passkey", // A challenge that is the same kind for everyone.
        "/sign-in/recovery", // The half-finished sign-in is the proof.
        "/sign-out", // Ends what the cookie names, and nothing else.
    ];

    /// <summary>What belongs to the person who is signed in, wherever he administers.</summary>
    private static readonly string[] Own = ["/", "/profile"];

    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private IReadOnlyList<RouteEndpoint> endpoints = null!;
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
        endpoints = [.. ServerEndpoints.Of(server).Where(e => !ServerEndpoints.IsApi(e))];
        Assert.True(endpoints.Count > 20);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public void Only_what_is_on_the_list_is_open_to_anyone()
    {
        var open = endpoints
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(PathOf)
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(Public, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Signed_out_everything_else_leads_to_sign_in()
    {
        using var nobody = server.Browser();
        using var program = server.Browser();
        program.DefaultRequestHeaders.Clear();
        foreach (var endpoint in Closed)
        {
            foreach (var method in MethodsOf(endpoint))
            {
                var page = await SendAsync(nobody, method, AddressOf(endpoint, acme));
                Assert.Equal((endpoint.DisplayName, HttpStatusCode.Found), (endpoint.DisplayName, page.Status));
                Assert.StartsWith("/sign-in", page.Location, StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(program, method, AddressOf(endpoint, acme))).Status);
            }
        }
    }

    [Fact]
    public async Task Inside_an_organization_nothing_exists_for_those_outside_it()
    {
        foreach (var outsider in Outsiders())
        {
            using var browser = server.BrowserOf(outsider);
            foreach (var endpoint in Closed.Where(IsInOrganization))
            {
                foreach (var method in MethodsOf(endpoint))
                {
                    var never = await SendAsync(browser, method, AddressOf(endpoint, portal.NewId()));
                    var there = await SendAsync(browser, method, AddressOf(endpoint, acme));
                    Assert.Equal((endpoint.DisplayName, outsider.Name, never), (endpoint.DisplayName, outsider.Name, there));
                    Assert.True(method is not "GET" || never.Status is HttpStatusCode.NotFound, $"{endpoint.DisplayName}: {never.Status}");
                }
            }
        }
    }

    /// <summary>The forms that an administrator sees, posted by people who know them but must not.</summary>
    [Fact]
    public async Task Forms_of_an_organization_do_nothing_for_those_outside_it_or_too_weak()
    {
        using var anna = server.BrowserOf(portal.Anna);
        var readers = new[]
        {
            portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly),
            portal.AddOrganizationAdministrator(acme, "Rolf", "Reader", Role.ReadOnly),
        };
        var tried = 0;
        foreach (var endpoint in Closed.Where(e => IsInOrganization(e) && MethodsOf(e).Contains("POST", StringComparer.Ordinal)))
        {
            var address = AddressOf(endpoint, acme);
            var page = await anna.GetAsync(address);
            var forms = FormsIn(await page.Content.ReadAsStringAsync());
            foreach (var person in Outsiders().Concat(readers))
            {
                using var browser = server.BrowserOf(person);
                var token = TokenIn(await browser.GetStringAsync("/profile"));
                foreach (var form in forms)
                {
                    var before = await EventsAsync();
                    var answer = await PostAsync(browser, address, form, token);
                    var isWeak = readers.Contains(person);
                    Assert.True(
                        isWeak
                            ? (int)answer.Status is >= 400 and < 500
                            : answer == await PostAsync(browser, AddressOf(endpoint, portal.NewId()), form, token),
                        $"{person.Name} posted to {address}: {answer.Status} {answer.Location}"
                    );
                    Assert.Equal(before, await EventsAsync());
                    tried++;
                }
            }
        }

        Assert.True(tried > 0, "There was no form to try.");
    }

    [Fact]
    public async Task The_dashboard_is_the_providers_own()
    {
        using var omar = server.BrowserOf(portal.AddOrganizationAdministrator(acme, "Omar", "Owner"));
        foreach (var endpoint in Closed.Where(e => !IsInOrganization(e) && !Own.Any(own => IsUnder(PathOf(e), own))))
        {
            var answer = await SendAsync(omar, "GET", AddressOf(endpoint, acme));
            Assert.Equal((endpoint.DisplayName, HttpStatusCode.NotFound), (endpoint.DisplayName, answer.Status));
        }
    }

    [Fact]
    public async Task Ids_of_another_organizations_rows_lead_nowhere()
    {
        var nora = portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");
        using var anna = server.BrowserOf(portal.Anna);
        foreach (var endpoint in Closed.Where(e => IsInOrganization(e) && e.RoutePattern.Parameters.Count > 1))
        {
            var foreign = await SendAsync(anna, "GET", AddressOf(endpoint, acme, nora.MembershipId));
            var never = await SendAsync(anna, "GET", AddressOf(endpoint, acme, portal.NewId()));
            Assert.Equal((endpoint.DisplayName, HttpStatusCode.NotFound), (endpoint.DisplayName, foreign.Status));
            Assert.Equal(never, foreign);
        }
    }

    /// <summary>Those of user portals are their own: see <see cref="EveryPortalEndpointTests"/>.</summary>
    private IEnumerable<RouteEndpoint> Closed =>
        endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && !EveryPortalEndpointTests.IsInPortal(e));

    /// <summary>A stranger, a colleague without this organization, another customer's administrator, one suspended, one only invited.</summary>
    private Person[] Outsiders()
    {
        var stranger = portal.AddTechnician(
            portal.AddProvider($"Southwind {portal.NewId()}"),
            "Sam",
            $"S{portal.NewId()}",
            Role.Administrator
        );
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", $"C{portal.NewId()}", Role.Administrator, bolt);
        var neighbour = portal.AddOrganizationAdministrator(bolt, "Nora", $"N{portal.NewId()}");
        var suspended = portal.AddTechnician(portal.Northwind, "Susi", $"S{portal.NewId()}", Role.Administrator);
        var invited = portal.AddOrganizationAdministrator(acme, "Ines", $"I{portal.NewId()}");
        using var db = portal.Credentials();
        db.Set<ProviderMembership>().Single(m => m.AdministratorId == suspended.Id).IsSuspended = true;
        db.Set<OrganizationMembership>().Single(m => m.AdministratorId == invited.Id).AcceptedAt = null;
        db.SaveChanges();
        return [stranger, colleague, neighbour, suspended, invited];
    }

    private async Task<int> EventsAsync()
    {
        await using var view = await portal.InsideAsync(acme);
        // Whoever may look enters the organization by looking.
        return await view.Db.Set<OrganizationEvent>().CountAsync(e => e.Type != "organization-launched" && e.Type != "organization-opened");
    }

    private static bool IsUnder(string path, string own) =>
        string.Equals(path, own, StringComparison.Ordinal) || (own.Length > 1 && path.StartsWith(own + "/", StringComparison.Ordinal));

    private string AddressOf(RouteEndpoint endpoint, ObjectId organization, ObjectId? other = null) =>
        ServerEndpoints.AddressOf(endpoint, organization, other ?? portal.NewId());

    private static async Task<Answer> SendAsync(HttpClient browser, string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        return await AnswerAsync(await browser.SendAsync(request));
    }

    private static async Task<Answer> PostAsync(HttpClient browser, string address, IReadOnlyDictionary<string, string> form, string token)
    {
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>(form, StringComparer.Ordinal) { ["__RequestVerificationToken"] = token }
        );
        return await AnswerAsync(await browser.PostAsync(address, content));
    }

    private static async Task<Answer> AnswerAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers.Location?.OriginalString ?? "", await response.Content.ReadAsStringAsync());

    /// <summary>The forms that a page handles itself, with the values they show.</summary>
    private static List<Dictionary<string, string>> FormsIn(string page) =>
        [
            .. from form in Form().Matches(page)
            where form.Value.Contains("_handler", StringComparison.Ordinal)
            select Input()
                .Matches(form.Value)
                .GroupBy(i => i.Groups["name"].Value, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => WebUtility.HtmlDecode(g.First().Groups["value"].Value), StringComparer.Ordinal),
        ];

    private static string TokenIn(string page) =>
        WebUtility.HtmlDecode(
            Input().Matches(page).First(i => i.Groups["name"].Value is "__RequestVerificationToken").Groups["value"].Value
        );

    private sealed record Answer(HttpStatusCode Status, string Location, string Body);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*? name=\"(?<name>[^\"]+)\"[^>]*? value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Input();
}
