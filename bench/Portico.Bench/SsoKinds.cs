using System.Globalization;
using System.Text;
using System.Text.Json;
using Portico.Saml;
using Portico.Saml.Bindings;
using Portico.Saml.Signatures;

namespace Portico.Bench;

/// <summary>The ways to sign in at Portico, made ready: two applications with keys of two kinds, ten users with live sessions.</summary>
internal sealed class SsoKinds
{
    private const string Password = "Quiet meadow 81 lamp";
    private const string EntityId = "https://sp.example/metadata";
    private const int Users = 10;

    private static readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private static readonly SamlKeyPair serviceProvider = SamlKeyPair.Create(
        SamlKeyKind.Rsa2048,
        "sp.example",
        now.AddDays(-1),
        now.AddYears(1)
    );
    private static readonly SamlSigner signer = new(serviceProvider);

    private readonly Target target;
    private readonly string organization;
    private readonly List<Browser> browsers = [];

    private SsoKinds(Target target, string organization) => (this.target, this.organization) = (target, organization);

    public static async Task<IReadOnlyList<SsoKind>> OfAsync(Target target)
    {
        var (list, _) = await target.Program.SendJsonAsync(HttpMethod.Get, "/v1/organizations?limit=1", body: null);
        var kinds = new SsoKinds(target, list.GetProperty("results")[0].GetProperty("id").GetString()!);
        var (rsa, ecdsa) = (await kinds.AddApplicationAsync("rsa2048"), await kinds.AddApplicationAsync("ecdsaP256"));
        for (var n = 0; n < Users; n++)
        {
            await kinds.AddUserAsync(string.Create(CultureInfo.InvariantCulture, $"visitor{n}"), rsa, ecdsa);
        }

        return
        [
            kinds.Kind("tile, RSA-2048", OpensslSpeed.Rsa, kinds.Tile(rsa)),
            kinds.Kind("signed request by HTTP-Redirect, RSA-2048", OpensslSpeed.Rsa, kinds.Redirect(rsa)),
            kinds.Kind("request by HTTP-POST, RSA-2048", OpensslSpeed.Rsa, kinds.Post(rsa)),
            kinds.Kind("tile, ECDSA P-256", OpensslSpeed.Ecdsa, kinds.Tile(ecdsa)),
            kinds.Kind("signed request by HTTP-Redirect, ECDSA P-256", OpensslSpeed.Ecdsa, kinds.Redirect(ecdsa)),
        ];
    }

    private SsoKind Kind(string title, string key, Func<int, Func<Task>> make) => new(title, key, target.CpuNow, make);

    private Func<int, Func<Task>> Tile(string application) => n => () => SignedInAsync(browsers[n % Users], $"{At(application)}/start");

    private Func<int, Func<Task>> Redirect(string application) =>
        n =>
        {
            var message = new SamlOutgoing(Encoding.UTF8.GetBytes(Request(application)), IsRequest: true);
            var address = RedirectBinding.Encode($"{At(application)}/sso", message, "state", signer);
            return () => SignedInAsync(browsers[n % Users], address);
        };

    private Func<int, Func<Task>> Post(string application) =>
        n =>
        {
            var request = Convert.ToBase64String(Encoding.UTF8.GetBytes(Request(application)));
            var browser = browsers[n % Users];
            return async () =>
                await SignedInAsync(
                    browser,
                    await browser.LedAsync($"{At(application)}/sso", ("SAMLRequest", request), ("RelayState", "state"))
                );
        };

    private static async Task SignedInAsync(Browser browser, string address)
    {
        if (!(await browser.GetAsync(address)).Contains("name=\"SAMLResponse\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("There is no response in the answer.");
        }
    }

    private string At(string application) => $"/o/{organization}/saml/{application}";

    private string Request(string application) =>
        $"""
            <samlp:AuthnRequest xmlns:samlp="{SamlNamespaces.Protocol}" ID="{SamlId.New()}" Version="2.0" IssueInstant="{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}" Destination="{target.Server.Address.GetLeftPart(
                UriPartial.Authority
            )}{At(
                application
            )}/sso" AssertionConsumerServiceURL="https://sp.example/acs"><saml:Issuer xmlns:saml="{SamlNamespaces.Assertion}">{EntityId}</saml:Issuer><samlp:NameIDPolicy AllowCreate="true"/></samlp:AuthnRequest>
            """;

    private async Task<string> AddApplicationAsync(string kind)
    {
        var all = $"/v1/organizations/{organization}/applications";
        var id = (await SendAsync(HttpMethod.Post, all, new { name = $"Grafana {kind}" })).GetProperty("id").GetString()!;
        var settings = new
        {
            entityId = EntityId,
            acsEndpoints = new[]
            {
                new
                {
                    url = "https://sp.example/acs",
                    index = 0,
                    isDefault = true,
                },
            },
            signingCertificates = $"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(serviceProvider.Certificate)}\n-----END CERTIFICATE-----\n",
            nameIdFormat = "emailAddress",
            nameIdSource = "email",
            attributes = new[]
            {
                new { name = "mail", source = "email" },
                new { name = "givenName", source = "firstName" },
                new { name = "sn", source = "lastName" },
            },
        };
        await SendAsync(HttpMethod.Patch, $"{all}/{id}/saml", settings);
        await SendAsync(HttpMethod.Post, $"{all}/{id}/saml/certificates", new { kind });
        return id;
    }

    private async Task AddUserAsync(string username, params string[] applications)
    {
        var user = new
        {
            username,
            email = $"{username}@signing.example",
            firstName = "Anna",
            lastName = "Keller",
            password = Password,
            mustChangePassword = false,
            sendsMail = false,
            state = "activated",
        };
        var userId = (await SendAsync(HttpMethod.Post, $"/v1/organizations/{organization}/users", user)).GetProperty("id").GetString();
        foreach (var applicationId in applications)
        {
            await SendAsync(HttpMethod.Post, $"/v1/organizations/{organization}/assignments", new { applicationId, userId });
        }

        var browser = new Browser(target.Server.Address);
        var form = HtmlForm.With(await browser.GetAsync($"/o/{organization}"), "password");
        form.Fill("login", username);
        form.Fill("password", Password);
        await browser.SubmitAsync($"/o/{organization}", form);
        browsers.Add(browser);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object body) =>
        (await target.Program.SendJsonAsync(method, path, body)).Answer;
}
