using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Administrators;

/// <summary>
/// The administrators of one provider or of one organization, and what may be done to them. The steps and the rules stand here once;
/// what differs is whom someone may change and who must remain.
/// </summary>
public abstract class Roster<TMember>(Work work)
    where TMember : Membership
{
    protected Work Work { get; } = work;

    /// <summary>Why the one who acts may not change this member at all; null when he may.</summary>
    protected abstract Task<Problem?> OutOfReachAsync(TMember member, CancellationToken ct);

    /// <summary>
    /// Asked before a member who may manage administrators is taken away: <see cref="LastAdministrator"/> when nobody would remain. Makes
    /// two such changes at once impossible.
    /// </summary>
    protected abstract Task<Problem?> NobodyRemainsWithoutAsync(TMember member, CancellationToken ct);

    /// <summary>Whether this member, active, is one of those who may manage administrators and of whom one must remain.</summary>
    protected virtual bool IsInCharge(TMember member) =>
        member is { IsSuspended: false, IsPending: false } && member.Role.Grants(Permission.ManageAdministrators);

    /// <summary>The provider's or organization's name, and its logo.</summary>
    protected abstract Task<MailBrand> PlaceAsync(CancellationToken ct);

    protected abstract InvitationWords Words { get; }

    /// <summary>What an event of removal keeps of the member beside name, address and role.</summary>
    protected virtual Task<IReadOnlyList<FieldChange>> LostAsync(TMember member, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FieldChange>>([]);

    /// <summary>Adds the member and mails the invitation.</summary>
    public async Task<Outcome<AdministratorInvitation>> InviteAsync(TMember member, AdministratorMail mail, CancellationToken ct)
    {
        if (!member.Role.IsWithin(Work.Scope.Role))
        {
            return new RoleAboveYours();
        }

        if (await Work.Db.Set<TMember>().AnyAsync(m => m.Email == member.Email, ct))
        {
            return new AdministratorExists(member.Email);
        }

        Work.Db.Add(member);
        await SendInvitationAsync(member, mail, ct);
        return new AdministratorInvitation(member.Id, member.Email, member.InvitationEndsAt());
    }

    public Task<Outcome<Done>> ResendInvitationAsync(AdministratorReference request, AdministratorMail mail, CancellationToken ct) =>
        ChangeAsync(
            request,
            async member =>
            {
                if (!member.IsPending)
                {
                    return new InvitationAccepted(member.FullName);
                }

                // Voids the links that were sent before.
                member.InvitedAt = Work.Now;
                await SendInvitationAsync(member, mail, ct);
                Work.Record(new InvitationResent(member));
                return null;
            },
            ct
        );

    public Task<Outcome<Done>> RevokeInvitationAsync(AdministratorReference request, CancellationToken ct) =>
        ChangeAsync(
            request,
            member =>
            {
                if (!member.IsPending)
                {
                    return Task.FromResult<Problem?>(new InvitationAccepted(member.FullName));
                }

                Work.Db.Remove(member);
                Work.Record(new InvitationRevoked(member));
                return Task.FromResult<Problem?>(null);
            },
            ct
        );

    public Task<Outcome<Done>> SuspendAsync(AdministratorReference request, CancellationToken ct) =>
        ChangeAsync(
            request,
            async member =>
            {
                if (await MayGoAsync(member, ct) is { } problem)
                {
                    return problem;
                }

                if (!member.IsSuspended)
                {
                    member.IsSuspended = true;
                    Work.Record(new AdministratorSuspended(member, Work.ChangesOf(member)));
                }

                return null;
            },
            ct
        );

    public Task<Outcome<Done>> RestoreAsync(AdministratorReference request, CancellationToken ct) =>
        ChangeAsync(
            request,
            member =>
            {
                if (member.IsSuspended)
                {
                    member.IsSuspended = false;
                    Work.Record(new AdministratorRestored(member, Work.ChangesOf(member)));
                }

                return Task.FromResult<Problem?>(null);
            },
            ct
        );

    public Task<Outcome<Done>> RemoveAsync(AdministratorReference request, CancellationToken ct) =>
        ChangeAsync(
            request,
            async member =>
            {
                if (await MayGoAsync(member, ct) is { } problem)
                {
                    return problem;
                }

                Work.Record(new AdministratorRemoved(member, [new("Role", member.Role.Title(), null), .. await LostAsync(member, ct)]));
                Work.Db.Remove(member);
                return null;
            },
            ct
        );

    /// <summary>Mails the link with which the person, and nobody else, clears authenticator and passkeys of the account.</summary>
    public Task<Outcome<Done>> ResetMfaAsync(AdministratorReference request, AdministratorMail mail, CancellationToken ct) =>
        ChangeAsync(
            request,
            async member =>
            {
                if (member.IsPending)
                {
                    return new InvitationOpen(member.FullName);
                }

                var token = SecretToken.Create();
                Work.Db.Add(member.MfaReset(token, Work.Now));
                Work.Send(mail.MfaReset(member, token, Work, await PlaceAsync(ct)), "mfa-reset");
                Work.Record(new AdministratorMfaResetSent(member));
                return null;
            },
            ct
        );

    /// <summary>Changes name, role and multifactor authentication; what else belongs to the change comes after them.</summary>
    protected Task<Outcome<Done>> UpdateAsync(
        AdministratorReference request,
        AdministratorFields fields,
        Func<TMember, List<FieldChange>, Task<Problem?>> more,
        CancellationToken ct
    ) =>
        ChangeAsync(
            request,
            async member =>
            {
                if (!fields.Role.IsWithin(Work.Scope.Role))
                {
                    return new RoleAboveYours();
                }

                if (IsYourself(member) && fields.Role != member.Role)
                {
                    return new NotYourself();
                }

                var wasInCharge = IsInCharge(member);
                fields.CopyTo(member);
                var others = new List<FieldChange>();
                if (await more(member, others) is { } refused)
                {
                    return refused;
                }

                if (wasInCharge && !IsInCharge(member) && await NobodyRemainsWithoutAsync(member, ct) is { } problem)
                {
                    return problem;
                }

                if (Work.ChangesOf(member).Concat(others).ToList() is { Count: > 0 } changes)
                {
                    Work.Record(new AdministratorUpdated(member, changes));
                }

                return null;
            },
            ct
        );

    protected bool IsYourself(TMember member) => Work.AdministratorId is { } you && member.AdministratorId == you;

    private async Task<Outcome<Done>> ChangeAsync(
        AdministratorReference request,
        Func<TMember, Task<Problem?>> change,
        CancellationToken ct
    )
    {
        var member = await Work.Db.Set<TMember>().FirstOrDefaultAsync(m => m.Id == request.Id, ct);
        if (member is null)
        {
            return new NoSuchAdministrator();
        }

        if (!member.Role.IsWithin(Work.Scope.Role))
        {
            return new BeyondYourReach();
        }

        if (await OutOfReachAsync(member, ct) is { } outOfReach)
        {
            return outOfReach;
        }

        if (Work.ChangedSince(member, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        return await change(member) is { } problem ? problem : Done.Instance;
    }

    private async Task<Problem?> MayGoAsync(TMember member, CancellationToken ct)
    {
        if (IsYourself(member))
        {
            return new NotYourself();
        }

        if (member.IsPending)
        {
            return new InvitationOpen(member.FullName);
        }

        return IsInCharge(member) ? await NobodyRemainsWithoutAsync(member, ct) : null;
    }

    private async Task SendInvitationAsync(TMember member, AdministratorMail mail, CancellationToken ct)
    {
        var place = await PlaceAsync(ct);
        var token = SecretToken.Create();
        Work.Db.Add(member.Invitation(token, place.Name, Work.Actor.Name));
        Work.Send(mail.Invitation(member, token, Work.Actor, place, Words), "invitation");
    }
}

/// <summary>An invitation that was sent, and until when its link works.</summary>
public sealed record AdministratorInvitation(ObjectId Id, string Email, DateTimeOffset EndsAt);
