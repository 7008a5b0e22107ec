using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.Invitations;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Providers;

namespace Portico.Demo;

/// <summary>
/// Makes the demo on an empty store, through the operations that everyone uses, as the people who would have done it, over the eleven
/// weeks before now.
/// </summary>
internal sealed class DemoMaking(IServiceProvider services, DemoClock clock, DateTimeOffset now)
{
    /// <summary>When the provider was set up, and the clock begins.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(79);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var nobody = new DemoActor(services, actor: null);
        await SetUpAsync(nobody, ct);
        await using var administrator = await ActorAsync(DemoPeople.Administrator.Email, ct);
        foreach (var person in new[] { DemoPeople.Manager, DemoPeople.HelpDesk, DemoPeople.ReadOnly })
        {
            clock.Advance(TimeSpan.FromMinutes(7));
            await EmployAsync(administrator, nobody, person, [], ct);
        }

        await using var manager = await ActorAsync(DemoPeople.Manager.Email, ct);
        var filling = new DemoOrganizationFilling(clock, manager);
        var ids = new List<ObjectId>();
        var keys = new DemoKeys(services, clock, now, administrator, ids);
        keys.Plan();
        foreach (var (number, organization) in DemoOrganizations.All.Index())
        {
            // Three days apart, between nine and four.
            var added = now - Past + TimeSpan.FromDays((3 * number) + 1) + TimeSpan.FromMinutes(61 * (number % 7));
            await keys.CatchUpAsync(added, ct);
            clock.MoveTo(added);
            // The last one comes by a script, so that the activity has something done with a key.
            await using var script = number == DemoOrganizations.All.Count - 1 ? await keys.UseAsync(DemoKeys.Own, ct) : null;
            var by = script ?? administrator;
            var id = (await by.Does<AddManagedOrganization>().RunAsync(new() { Name = organization.Name }, ct)).Require().Id;
            ids.Add(id);
            await filling.FillAsync(id, number, organization, ct);
            await GiveOwnAsync(administrator, nobody, id, organization, ct);
        }

        clock.MoveTo(now.AddDays(-4));
        foreach (var person in DemoPeople.Colleagues)
        {
            clock.Advance(TimeSpan.FromMinutes(11));
            await EmployAsync(administrator, nobody, person, ids, ct);
        }

        await keys.CatchUpAsync(now.AddDays(-2), ct);
        await EndAsync(administrator, ids, ct);
        await keys.CatchUpAsync(now, ct);
        foreach (var (_, id) in ids.Index().Where(i => i.Index is not DemoOrganizations.Suspended and not DemoOrganizations.Leaving))
        {
            (await manager.Does<SetDemoSignIns>().RunAsync(id, Nothing.Instance, ct)).Require();
        }

        await VisitAsync(administrator, ids, ct);
        (await administrator.Does<FinishDemo>().RunAsync(Nothing.Instance, ct)).Require();
    }

    private static async Task SetUpAsync(DemoActor nobody, CancellationToken ct)
    {
        var first = DemoPeople.Administrator;
        var request = new SetUpInstallation.Request
        {
            ProviderName = DemoPeople.Provider,
            FirstName = first.FirstName,
            LastName = first.LastName,
            Email = first.Email,
            Password = DemoPeople.Password,
        };
        (await nobody.Does<SetUpInstallation>().RunAsync(request, ct)).Require();
    }

    private async Task EmployAsync(DemoActor by, DemoActor nobody, DemoPerson person, IReadOnlyList<ObjectId> ids, CancellationToken ct)
    {
        await InviteAsync(by, person, ids, ct);
        await AcceptAsync(nobody, person.Email, person.FirstName, person.LastName, ct);
    }

    private static async Task InviteAsync(DemoActor by, DemoPerson person, IReadOnlyList<ObjectId> ids, CancellationToken ct)
    {
        var request = new InviteProviderAdministrator.Request
        {
            Email = person.Email,
            FirstName = person.FirstName,
            LastName = person.LastName,
            Role = person.Role,
            RequiresMfa = person.RequiresMfa,
            AllOrganizations = person.Organizations is null,
            Organizations = [.. (person.Organizations ?? []).Select(n => ids[n])],
        };
        (await by.Does<InviteProviderAdministrator>().RunAsync(request, ct)).Require();
    }

    private async Task GiveOwnAsync(DemoActor by, DemoActor nobody, ObjectId id, DemoOrganization organization, CancellationToken ct)
    {
        if (organization.Own is DemoOwn.None)
        {
            return;
        }

        clock.Advance(TimeSpan.FromMinutes(20));
        var request = new InviteOrganizationAdministrator.Request
        {
            Email = organization.ContactEmail,
            FirstName = organization.ContactFirst,
            LastName = organization.ContactLast,
            Role = Role.Administrator,
        };
        (await by.Does<InviteOrganizationAdministrator>().RunAsync(id, request, ct)).Require();
        if (organization.Own is DemoOwn.Accepted)
        {
            await AcceptAsync(nobody, organization.ContactEmail, organization.ContactFirst, organization.ContactLast, ct);
        }
    }

    /// <summary>Takes the link out of the mail, as the person does.</summary>
    private async Task AcceptAsync(DemoActor nobody, string email, string firstName, string lastName, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(25));
        var request = new AcceptInvitationWithNewAccount.Request
        {
            Token = await TokenInMailAsync(email, ct),
            FirstName = firstName,
            LastName = lastName,
            Password = DemoPeople.Password,
        };
        (await nobody.Does<AcceptInvitationWithNewAccount>().RunAsync(request, ct)).Require();
    }

    private async Task<string> TokenInMailAsync(string email, CancellationToken ct)
    {
        const string Path = "/invitation/";
        const int TokenLength = 43;
        await using var scope = services.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<CredentialDb>().Set<OutgoingMail>();
        var last = await mails.Where(m => m.Recipient == email).OrderByDescending(m => m.QueuedAt).FirstAsync(ct);
        var text = services.GetRequiredService<Outbox>().Open(last).TextBody!;
        var start = text.IndexOf(Path, StringComparison.Ordinal) + Path.Length;
        return text.Substring(start, TokenLength);
    }

    /// <summary>What is not as it should be: someone has not accepted, one customer is suspended, one leaves.</summary>
    private async Task EndAsync(DemoActor administrator, List<ObjectId> ids, CancellationToken ct)
    {
        clock.MoveTo(now.AddDays(-2));
        (
            await administrator.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = ids[DemoOrganizations.Suspended] }, ct)
        ).Require();
        clock.MoveTo(now.AddDays(-1));
        var leaving = new DeleteManagedOrganization.Request
        {
            OrganizationId = ids[DemoOrganizations.Leaving],
            Name = DemoOrganizations.All[DemoOrganizations.Leaving].Name,
        };
        (await administrator.Does<DeleteManagedOrganization>().RunAsync(leaving, ct)).Require();
        clock.Advance(TimeSpan.FromHours(3));
        await InviteAsync(administrator, DemoPeople.Invited, ids, ct);
    }

    private async Task VisitAsync(DemoActor administrator, List<ObjectId> ids, CancellationToken ct)
    {
        await using var helpDesk = await ActorAsync(DemoPeople.HelpDesk.Email, ct);
        await using var own = await ActorAsync(DemoOrganizations.All[DemoOrganizations.Printed].ContactEmail, ct);
        (DemoActor Who, int Organization)[] visits =
        [
            (own, DemoOrganizations.Printed),
            (helpDesk, 0),
            (administrator, 21),
            (helpDesk, 12),
            (administrator, DemoOrganizations.Printed),
            (administrator, 7),
        ];
        foreach (var (n, (who, organization)) in visits.Index())
        {
            clock.MoveTo(now.AddHours(-6).AddMinutes(55 * n));
            (await who.Does<LaunchOrganization>().RunAsync(ids[organization], Nothing.Instance, ct)).Require();
        }
    }

    private async Task<DemoActor> ActorAsync(string email, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<CredentialDb>().Set<Administrator>();
        var account = await accounts.AsNoTracking().SingleAsync(a => a.Email == email, ct);
        return new DemoActor(services, new Actor.Administrator(account.Id, SessionId: null, account.FullName, account.Email));
    }
}
