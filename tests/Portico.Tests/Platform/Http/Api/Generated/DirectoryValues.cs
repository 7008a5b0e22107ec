using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portico.Tests.SingleSignOn.Saml;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>What no schema tells of requests about users and groups: names of a form of their own, ids that must be of the organization.</summary>
internal sealed class DirectoryValues
{
    private const string New = "@new";
    private const string Rule = """[{ "conditions": [{ "attribute": "department", "operator": "is", "values": ["Sales"] }] }]""";

    /// <summary>By operation; a text that begins with @ is the first id of that list of the organization.</summary>
    private static readonly Dictionary<string, string> known = new(StringComparer.Ordinal)
    {
        ["organizations.users.add"] =
            """{ "username": "@new", "email": "@mail", "password": null, "passwordHash": null, "managerId": null, "mfaExemptUntil": null, "uid": null, "gid": null }""",
        ["organizations.users.update"] = """{ "email": "@mail", "managerId": null, "mfaExemptUntil": null, "uid": null, "gid": null }""",
        ["organizations.users.rename"] = """{ "username": "@new" }""",
        ["organizations.users.schedule-state"] = """{ "state": null, "at": null }""",
        ["organizations.users.set-password"] = """{ "password": "quiet-Harbour-47" }""",
        ["organizations.users.bulk.add-to-groups"] = """{ "ids": ["@users"], "groupIds": ["@user-groups"] }""",
        ["organizations.users.bulk.remove"] = """{ "ids": ["@users"], "count": 1 }""",
        ["organizations.user-imports.map"] = """{ "columns": ["username", "email"] }""",
        ["organizations.user-groups.add"] = """{ "gid": null }""",
        ["organizations.user-groups.update"] = """{ "gid": null }""",
        ["organizations.user-groups.rule.set"] = $$"""{ "parts": {{Rule}} }""",
        ["organizations.user-groups.rule.preview"] = $$"""{ "parts": {{Rule}} }""",
        ["organizations.system-groups.members.add"] = """{ "ids": ["@systems"] }""",
        ["organizations.system-groups.members.remove-many"] = """{ "ids": ["@systems"] }""",
        ["organizations.applications.add"] = """{ "signingKey": "ecdsaP256" }""",
        ["organizations.applications.add-from-catalog"] = """{ "catalogId": "dropbox", "values": [], "signingKey": "ecdsaP256" }""",
        ["organizations.applications.saml.update"] = """
            {
              "acsEndpoints": [{ "url": "https://wiki.example/acs" }], "sloUrl": "https://wiki.example/slo", "sloResponseUrl": null,
              "signingCertificates": null, "encryptionCertificate": null, "requiresSignedRequests": false, "encryptsAssertions": false
            }
            """,
        [
            "organizations.applications.saml.import-metadata"
        ] = $$"""
            { "entityId": null, "metadataUrl": null, "metadata": {{System.Text.Json.JsonSerializer.Serialize(
                new TestServiceProvider("wiki", () => default).Metadata()
            )}} }
            """,
        ["organizations.applications.saml.find-metadata-changes"] = """{ "entityId": null, "metadataUrl": "@metadata-url" }""",
        ["organizations.applications.add-from-metadata"] = $$"""
            {
              "entityId": null, "metadataUrl": null, "signingKey": "ecdsaP256",
              "metadata": {{System.Text.Json.JsonSerializer.Serialize(new TestServiceProvider("wiki", () => default).Metadata())}}
            }
            """,
        ["organizations.applications.saml.certificates.rotate"] =
            """{ "kind": "ecdsaP256", "years": 2, "signsFrom": null, "keepUntil": null }""",
        ["organizations.applications.openid.update"] = """
            {
              "clientType": "confidential", "authentication": "secret", "clientKeys": null, "redirectUris": ["https://chat.example/callback"],
              "postLogoutRedirectUris": [], "requiresPkce": true, "claims": [{ "name": "team", "source": "department", "value": null }],
              "scopes": ["chat.read"], "initiateLoginUri": null, "backChannelLogoutUri": null,
              "frontChannelLogoutUri": "https://chat.example/logout"
            }
            """,
        ["organizations.openid.keys.rotate"] = """{ "hours": 0, "withdrawFormer": true }""",
        ["organizations.assignments.add"] =
            """{ "applicationId": "@applications", "userId": "@users", "systemId": null, "systemGroupId": null, "userGroupId": null, "sudoEnabled": false, "sudoWithoutPassword": false }""",
    };

    /// <summary>A service provider that stands for all; it ends with the run.</summary>
    private static readonly Lazy<Task<LoopbackSite>> site = new(() =>
        LoopbackSite.StartAsync(context => context.Response.WriteAsync(new TestServiceProvider("wiki", () => default).Metadata()))
    );

    private int made;

    public static byte[] File => "username,email\nnew,new@example.com\n"u8.ToArray();

    public async Task FillAsync(ApiClient program, DescribedOperation operation, string address, JsonObject? members)
    {
        if (members is null)
        {
            return;
        }

        var values =
            known.GetValueOrDefault(operation.Id) ?? (operation.Body!.Properties.ContainsKey("ids") ? """{ "ids": ["@users"] }""" : "{}");
        foreach (var (name, value) in JsonNode.Parse(values)!.AsObject().Where(v => operation.Body!.Properties.ContainsKey(v.Key)))
        {
            members[name] = await MeantAsync(program, address, value);
        }
    }

    private async Task<JsonNode?> MeantAsync(ApiClient program, string address, JsonNode? value) =>
        value switch
        {
            JsonArray { Count: 1 } list when list[0] is JsonValue => new JsonArray(await MeantAsync(program, address, list[0])),
            JsonValue text when text.TryGetValue<string>(out var words) && words is ['@', ..] => await OfAsync(program, address, words),
            _ => value?.DeepClone(),
        };

    private async Task<JsonNode?> OfAsync(ApiClient program, string address, string words)
    {
        made++;
        if (words is New or "@mail")
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"new{made}");
            return words is New ? name : $"{name}@example.com";
        }

        if (words is "@metadata-url")
        {
            return (await site.Value).UrlOf("/metadata");
        }

        // /v1/organizations/{id}
        var organization = string.Join('/', address.Split('/')[..4]);
        return (await program.GetAsync($"{organization}/{words[1..]}")).Json["results"]?[0]?["id"]?.DeepClone();
    }
}
