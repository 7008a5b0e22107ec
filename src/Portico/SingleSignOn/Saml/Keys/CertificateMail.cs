using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Http;
using Portico.Platform.Images;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>A certificate that ends soon.</summary>
/// <param name="Application">Whose sign-in ends with it.</param>
/// <param name="Name">Of the application.</param>
/// <param name="EndsAt">When.</param>
/// <param name="IsPeers">Whether it is the service provider's own, or the one that Portico signs with.</param>
internal sealed record EndingCertificate(ObjectId Application, string Name, DateTimeOffset EndsAt, bool IsPeers);

/// <summary>Writes to those who may mend it that certificates of an organization's applications end: one mail to each, of all of them.</summary>
public sealed class CertificateMail(MailComposer composer, PublicAddress address)
{
    internal async Task SendAsync(IReadOnlyList<EndingCertificate> endings, Work work, CancellationToken ct)
    {
        var brand = await BrandAsync(work, ct);
        var first = endings.MinBy(e => e.EndsAt)!;
        var page = new Uri(
            address.Of(ApplicationsAddress.PathOf(work.Scope.OrganizationId, first.Application) + (first.IsPeers ? "" : "/certificates"))
        );
        foreach (var to in await RecipientsAsync(work, ct))
        {
            work.Send(composer.Compose(Text(to, brand.Name, endings, page), to, brand), "certificate-expires");
        }
    }

    /// <summary>The organization's own administrators and the provider's who reach it, with a role that may replace a certificate.</summary>
    private static async Task<IReadOnlyList<MailRecipient>> RecipientsAsync(Work work, CancellationToken ct)
    {
        var here = work.Scope.OrganizationId;
        var roles = Roles.Granting(Permission.ManageDirectory);
        var access = work.Db.Set<OrganizationAccess>().Where(a => a.OrganizationId == here);
        var own = await work
            .Db.Set<OrganizationMembership>()
            .Where(m => m.AcceptedAt != null && !m.IsSuspended && roles.Contains(m.Role))
            .ToListAsync(ct);
        var staff = await work
            .Db.Set<ProviderMembership>()
            .Where(m => m.AcceptedAt != null && !m.IsSuspended && roles.Contains(m.Role))
            .Where(m => m.AllOrganizations || access.Any(a => a.MembershipId == m.Id))
            .ToListAsync(ct);
        return
        [
            .. own.Concat<Membership>(staff)
                .DistinctBy(m => m.Email, StringComparer.Ordinal)
                .OrderBy(m => m.Email, StringComparer.Ordinal)
                .Select(m => new MailRecipient(m.Email, m.FirstName, m.LastName)),
        ];
    }

    private static MailText Text(MailRecipient to, string organization, IReadOnlyList<EndingCertificate> endings, Uri page)
    {
        var place = MailWords.Clean(organization);
        var one = endings.Count is 1 ? MailWords.Clean(endings[0].Name) : null;
        return new MailText(
            one is null ? $"Certificates of applications of {place} expire soon" : $"A certificate of {one} at {place} expires soon",
            MailTexts.Greeting(to),
            [
                .. endings
                    .OrderBy(e => e.EndsAt)
                    .Select(e =>
                        e.IsPeers
                            ? $"{MailWords.Clean(e.Name)}: the service provider's own certificate expires on {MailTexts.Time(e.EndsAt)}. Take its new metadata over before."
                            : $"{MailWords.Clean(e.Name)}: the certificate that sign-ins are signed with expires on {MailTexts.Time(e.EndsAt)}. Replace it before, and tell the service provider of the new one: after that, it may refuse everyone."
                    ),
            ],
            new MailButton(one is null ? "Open the first of them" : "Open the application", page),
            [],
            string.Create(CultureInfo.InvariantCulture, $"You get this because you administer {place}.")
        );
    }

    private static async Task<MailBrand> BrandAsync(Work work, CancellationToken ct)
    {
        var name = await work.Db.Set<ManagedOrganization>().Select(o => o.Name).SingleAsync(ct);
        var logo = await work.Db.Set<OrganizationLogo>().AsNoTracking().SingleOrDefaultAsync(ct);
        return new MailBrand(name, logo is null ? null : LogoImage.Stored(logo.Content, logo.ContentType));
    }
}
