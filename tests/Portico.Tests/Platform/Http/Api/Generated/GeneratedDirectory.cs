using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portico.Applications;
using Portico.Assignments;
using Portico.Demo;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Callers;
using Portico.Users.Files;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>People of an organization of whom each can be done something to: one locked out, one staged, one without a password yet; their groups and files.</summary>
internal sealed class GeneratedDirectory(TestPortal portal, Person head, ObjectId organization)
{
    private const string Hash = "$2b$04$abcdefghijklmnopqrstuu5Lrp4sDYQJIVkSqDWhXZaTbHnZbJGfe";

    public async Task FillAsync()
    {
        var members = new List<ObjectId>();
        foreach (var state in new UserState?[] { null, null, null, null, UserState.Staged, UserState.Suspended })
        {
            members.Add(await AddUserAsync(members.Count, state, members.Count is 0 ? null : Hash));
        }

        foreach (var locked in new[] { members[1], members[3] })
        {
            await SetAsync(locked, u => (u.LockedAt, u.LockedUntil) = (portal.Clock.GetUtcNow(), null));
        }

        await SetAsync(members[2], u => (u.SealedTotpSecret, u.LastTotpStep) = ("sealed", 0));
        await head.Does<SendCallerCode>().RunAsync(organization, new() { Id = members[0] });
        await GroupsAsync(members);
        await ImportsAsync();
    }

    /// <summary>One with a second certificate, which can be taken away.</summary>
    private async Task<ObjectId> AddApplicationAsync(string name)
    {
        var added = new AddApplication.Request { Name = name, SigningKey = SamlKeyKind.EcdsaP256 };
        var id = (await head.Does<AddApplication>().RunAsync(organization, added)).Require().Id;
        var next = new RotateSamlCertificate.Request
        {
            Id = id,
            Kind = SamlKeyKind.EcdsaP256,
            SignsFrom = portal.Clock.GetUtcNow().AddDays(30),
        };
        (await head.Does<RotateSamlCertificate>().RunAsync(organization, next)).Require();
        return id;
    }

    /// <summary>One of OpenID Connect with a secret, which can be taken away.</summary>
    private async Task AddClientAsync(string name)
    {
        var added = new AddApplication.Request { Name = name, Kind = ApplicationKind.OpenIdConnect };
        var id = (await head.Does<AddApplication>().RunAsync(organization, added)).Require().Id;
        (await head.Does<AddOpenIdSecret>().RunAsync(organization, new() { Id = id })).Require();
    }

    private async Task<ObjectId> AddUserAsync(int number, UserState? state, string? hash)
    {
        var request = new AddUser.Request
        {
            Username = $"user{number}",
            Email = $"user{number}@{organization}.example",
            State = state,
            PasswordHash = hash,
            SendsMail = false,
        };
        return (await head.Does<AddUser>().RunAsync(organization, request)).Require().Id;
    }

    private async Task SetAsync(ObjectId id, Action<Portico.Users.Credentials.UserCredential> change)
    {
        await using var db = portal.Credentials();
        change(await db.Set<Portico.Users.Credentials.UserCredential>().SingleAsync(u => u.OrganizationId == organization && u.Id == id));
        await db.SaveChangesAsync();
    }

    private async Task GroupsAsync(List<ObjectId> users)
    {
        var system = (await head.Does<AddDemoThings>().RunAsync(organization, new() { Systems = ["web-1", "web-2"] })).Require().Systems[0];
        var application = await AddApplicationAsync("Wiki");
        await AddApplicationAsync("Mail");
        await AddClientAsync("Chat");
        await AddClientAsync("Tickets");
        var (byHand, byRule) = (await AddGroupAsync("Sales"), await AddGroupAsync("Research"));
        await head.Does<AddUsersToGroup>().RunAsync(organization, new() { GroupId = byHand, Ids = [users[0], users[3]] });
        await head.Does<SetGroupRule>().RunAsync(organization, new() { GroupId = byRule, Parts = [Rule] });
        await head.Does<SetExceptedUser>()
            .RunAsync(
                organization,
                new()
                {
                    GroupId = byRule,
                    UserId = users[0],
                    Kind = ExceptionKind.In,
                }
            );
        var servers = (await head.Does<AddSystemGroup>().RunAsync(organization, new() { Name = "Servers" })).Require().Id;
        await head.Does<AddSystemsToGroup>().RunAsync(organization, new() { GroupId = servers, Ids = [system] });
        (await head.Does<AddAssignment>().RunAsync(organization, new() { ApplicationId = application, UserGroupId = byHand })).Require();
        (await head.Does<AddAssignment>().RunAsync(organization, new() { SystemId = system, UserGroupId = byHand })).Require();
    }

    private static RulePart Rule =>
        new()
        {
            Conditions =
            [
                new()
                {
                    Attribute = RuleField.Department,
                    Operator = RuleOperator.Is,
                    Values = ["Research"],
                },
            ],
        };

    private async Task<ObjectId> AddGroupAsync(string name) =>
        (await head.Does<AddUserGroup>().RunAsync(organization, new() { Name = name })).Require().Id;

    /// <summary>One whose columns are not matched yet, and one that waits to be confirmed.</summary>
    private async Task ImportsAsync()
    {
        await UploadAsync();
        var import = await UploadAsync();
        await head.Does<SetUserImportMapping>().RunAsync(organization, new() { Id = import, Columns = ["username", "email"] });
        var scopes = portal.Services.GetRequiredService<IServiceScopeFactory>();
        var pump = new UserImportPump(
            portal.Services.GetRequiredService<WorkQueue>(),
            scopes,
            portal.Clock,
            NullLogger<UserImportPump>.Instance
        );
        Assert.True(await pump.WorkOnNextAsync(default));
    }

    private async Task<ObjectId> UploadAsync()
    {
        var bytes = Encoding.UTF8.GetBytes($"username,email\nimp,imp@{organization}.example\n,nobody\n");
        var file = new FormFile(new MemoryStream(bytes), 0, bytes.Length, "File", "people.csv");
        return (await head.Does<StartUserImport>().RunAsync(organization, new() { File = file })).Require().Id;
    }
}
