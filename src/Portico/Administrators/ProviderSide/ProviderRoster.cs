using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Providers;

namespace Portico.Administrators.ProviderSide;

/// <summary>The provider's administrators. Whoever has chosen organizations changes only those who have none but the same.</summary>
internal sealed class ProviderRoster(Work work) : Roster<ProviderMembership>(work)
{
    protected override InvitationWords Words => MailTexts.InviteProviderAdministrator;

    public async Task<Outcome<AdministratorInvitation>> InviteAsync(
        InviteProviderAdministrator.Request request,
        AdministratorMail mail,
        CancellationToken ct
    )
    {
        var member = new ProviderMembership
        {
            ProviderId = Work.Scope.ProviderId,
            Id = Work.NewId(),
            Email = Administrator.NormalizeEmail(request.Email),
            InvitedAt = Work.Now,
        };
        request.CopyTo(member);
        var reach = new ReachChange(Work, member);
        if (await reach.ApplyAsync(request.AllOrganizations, request.Organizations, [], ct) is { } problem)
        {
            return problem;
        }

        var invited = await InviteAsync(member, mail, ct);
        if (invited.Succeeded)
        {
            Work.Record(new AdministratorInvited(member, [.. Work.ChangesOf(member), .. await reach.ChangesAsync(ct)]));
        }

        return invited;
    }

    public Task<Outcome<Done>> UpdateAsync(UpdateProviderAdministrator.Request request, CancellationToken ct) =>
        UpdateAsync(
            new() { Id = request.Id, Version = request.Version },
            request,
            async (member, changes) =>
            {
                var reach = new ReachChange(Work, member);
                var problem = await reach.ApplyAsync(
                    request.AllOrganizations,
                    request.AddedOrganizations,
                    request.RemovedOrganizations,
                    ct
                );
                if (problem is null && reach.IsChange && IsYourself(member))
                {
                    return new NotYourself();
                }

                changes.AddRange(problem is null ? await reach.ChangesAsync(ct) : []);
                return problem;
            },
            ct
        );

    protected override bool IsInCharge(ProviderMembership member) => member.AllOrganizations && base.IsInCharge(member);

    protected override async Task<Problem?> OutOfReachAsync(ProviderMembership member, CancellationToken ct) =>
        await Work.WithinReach().AnyAsync(m => m.Id == member.Id, ct) ? null : new BeyondYourReach();

    protected override async Task<Problem?> NobodyRemainsWithoutAsync(ProviderMembership member, CancellationToken ct)
    {
        // Read before the others are counted: who comes second finds either this version raised or that person gone.
        var provider = await Work.Db.Set<Provider>().SingleAsync(ct);
        provider.Version++;
        return await Work.Db.Set<ProviderMembership>().InCharge().AnyAsync(m => m.Id != member.Id && m.AllOrganizations, ct)
            ? null
            : new LastAdministrator();
    }

    protected override async Task<MailBrand> PlaceAsync(CancellationToken ct) => new((await Work.Db.Set<Provider>().SingleAsync(ct)).Name);

    protected override async Task<IReadOnlyList<FieldChange>> LostAsync(ProviderMembership member, CancellationToken ct) =>
        [new("Organizations", await ReachChange.WordsAsync(Work, member, member.AllOrganizations, ct), null)];
}
