using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Images;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>An organization's own administrators. Only the provider's staff may take away the last one.</summary>
internal sealed class OrganizationRoster(Work work) : Roster<OrganizationMembership>(work)
{
    protected override InvitationWords Words => MailTexts.InviteOrganizationAdministrator;

    public async Task<Outcome<AdministratorInvitation>> InviteAsync(
        InviteOrganizationAdministrator.Request request,
        AdministratorMail mail,
        CancellationToken ct
    )
    {
        var member = new OrganizationMembership
        {
            OrganizationId = Work.Scope.OrganizationId,
            Id = Work.NewId(),
            Email = Administrator.NormalizeEmail(request.Email),
            InvitedAt = Work.Now,
        };
        request.CopyTo(member);
        var invited = await InviteAsync(member, mail, ct);
        if (invited.Succeeded)
        {
            Work.Record(new AdministratorInvited(member, Work.ChangesOf(member)));
        }

        return invited;
    }

    public Task<Outcome<Done>> UpdateAsync(UpdateOrganizationAdministrator.Request request, CancellationToken ct) =>
        UpdateAsync(new() { Id = request.Id, Version = request.Version }, request, (_, _) => Task.FromResult<Problem?>(null), ct);

    protected override Task<Problem?> OutOfReachAsync(OrganizationMembership member, CancellationToken ct) =>
        Task.FromResult<Problem?>(null);

    protected override async Task<Problem?> NobodyRemainsWithoutAsync(OrganizationMembership member, CancellationToken ct)
    {
        if (Work.Scope.ActsForProvider)
        {
            return null;
        }

        // Read before the others are counted: who comes second finds either this version raised or that person gone.
        var organization = await Work.Db.Set<ManagedOrganization>().SingleAsync(ct);
        organization.Version++;
        return await Work.Db.Set<OrganizationMembership>().InCharge().AnyAsync(m => m.Id != member.Id, ct) ? null : new LastAdministrator();
    }

    protected override async Task<MailBrand> PlaceAsync(CancellationToken ct)
    {
        var name = await Work.Db.Set<ManagedOrganization>().Select(o => o.Name).SingleAsync(ct);
        var logo = await Work.Db.Set<OrganizationLogo>().AsNoTracking().FirstOrDefaultAsync(ct);
        return new MailBrand(name, logo is null ? null : LogoImage.Stored(logo.Content, logo.ContentType));
    }
}
