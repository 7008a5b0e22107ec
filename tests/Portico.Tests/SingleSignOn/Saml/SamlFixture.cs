using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>A server with the organizations Acme and Bolt, for a class of tests: each test adds applications and users of its own.</summary>
public sealed partial class SamlFixture : IAsyncLifetime
{
    private int names;

    public TestPortal Portal { get; } = new();
    internal TestServer Server { get; private set; } = null!;
    public ObjectId Acme { get; private set; }
    public ObjectId Bolt { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(Portal);
        var ids = await Portal.AddOrganizationsAsync("Acme", "Bolt");
        (Acme, Bolt) = (ids[0], ids[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Portal.Dispose();
    }

    public string NewName(string start) => string.Create(null, $"{start}{Interlocked.Increment(ref names)}");

    /// <summary>An application whose service provider is set up from its metadata.</summary>
    internal async Task<SamlApplication> AddApplicationAsync(string metadata = "", SamlKeyKind key = SamlKeyKind.Rsa2048)
    {
        var name = NewName("app");
        var added = new AddApplication.Request { Name = name, SigningKey = key };
        var id = (await Portal.Anna.Does<AddApplication>().RunAsync(Acme, added)).Require().Id;
        var sp = new TestServiceProvider(name, Portal.Clock.GetUtcNow);
        var import = new ImportSamlMetadata.Request { Id = id, Metadata = sp.Metadata(metadata) };
        (await Portal.Anna.Does<ImportSamlMetadata>().RunAsync(Acme, import)).Require();
        return new SamlApplication(this, id, name, sp);
    }

    internal Task<PortalUser> AddUserAsync(bool hasPassword = false) =>
        Portal.AddUserAsync(Acme, NewName("user"), hasPassword: hasPassword);

    /// <summary>What the application's log says, oldest first.</summary>
    public async Task<IReadOnlyList<OrganizationEvent>> LogOfAsync(ObjectId application)
    {
        await using var view = await Portal.InsideAsync(Acme);
        return
        [
            .. (await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == application).ToListAsync())
                .Where(e => e.Type.StartsWith("application-sign", StringComparison.Ordinal))
                .OrderBy(e => e.At)
                .ThenBy(e => e.Id),
        ];
    }

    /// <summary>The message that a page carries to another site, and where to.</summary>
    internal static Carried CarriedIn(string page)
    {
        var fields = Hidden()
            .Matches(page)
            .ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        var action = WebUtility.HtmlDecode(Action().Match(page).Groups["to"].Value);
        return new Carried(action, fields);
    }

    /// <summary>Where a page sends the browser by an address.</summary>
    internal static string LinkIn(string page) => WebUtility.HtmlDecode(Link().Match(page).Groups["to"].Value);

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<form method=\"post\" action=\"(?<to>[^\"]+)\" data-carry", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Action();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\" data-carry", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Link();
}

/// <summary>What a form of ours posts elsewhere.</summary>
internal sealed record Carried(string Action, IReadOnlyDictionary<string, string> Fields)
{
    public XmlDocument Response =>
        TestServiceProvider.Load(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Fields["SAMLResponse"])));
}

/// <summary>An application of Acme with its service provider.</summary>
internal sealed record SamlApplication(SamlFixture Fixture, ObjectId Id, string Name, TestServiceProvider Sp)
{
    public string EntityId => $"{Fixture.Server.Address.GetLeftPart(UriPartial.Authority)}/o/{Fixture.Acme}/saml/{Id}";
    public string Sso => EntityId + "/sso";
    public string Slo => EntityId + "/slo";

    public async Task AssignAsync(PortalUser user) =>
        (await Fixture.Portal.Anna.Does<AddAssignment>().RunAsync(Fixture.Acme, new() { ApplicationId = Id, UserId = user.Id })).Require();

    public async Task ChangeAsync(Action<UpdateSamlSettings.Request> change)
    {
        var now = (await Fixture.Portal.Anna.Does<GetSamlSettings>().RunAsync(Fixture.Acme, new() { Id = Id })).Require();
        var request = UpdateSamlSettings.Request.Of(Id, now);
        change(request);
        (await Fixture.Portal.Anna.Does<UpdateSamlSettings>().RunAsync(Fixture.Acme, request)).Require();
    }

    /// <summary>The certificates in the identity provider's metadata.</summary>
    public async Task<IReadOnlyList<string>> CertificatesAsync()
    {
        using var anybody = Fixture.Server.Browser();
        var metadata = TestServiceProvider.Load(await anybody.GetStringAsync(EntityId + "/metadata"));
        return
        [
            .. metadata
                .GetElementsByTagName("KeyDescriptor", "urn:oasis:names:tc:SAML:2.0:metadata")
                .OfType<XmlElement>()
                .Select(k => k.InnerText),
        ];
    }
}
