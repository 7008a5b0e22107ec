using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>Sending an invitation again and taking it back.</summary>
public sealed class ProviderInvitationTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId ivy;

    public async ValueTask InitializeAsync() =>
        ivy = (await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = "ivy@example.com" })).Require().Id;

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sent_again_it_has_a_new_link_for_five_days()
    {
        portal.Clock.Advance(TimeSpan.FromDays(4));

        Assert.True((await portal.Anna.Does<ResendProviderInvitation>().RunAsync(new() { Id = ivy })).Succeeded);

        var mails = portal.MailsTo("ivy@example.com");
        Assert.Equal(2, mails.Count);
        Assert.NotEqual(mails[0].Token(), mails[1].Token());
        Assert.Equal(portal.Clock.GetUtcNow().AddDays(5), (await portal.FindAsync(ivy)).InvitationEndsAt);
        Assert.Equal("invitation-resent", (await portal.LastEventAsync()).Type);
    }

    [Fact]
    public async Task Taken_back_it_is_gone_and_the_address_may_be_invited_anew()
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await portal.Anna.Does<RevokeProviderInvitation>().RunAsync(new() { Id = ivy })).Succeeded);

        await using var db = portal.Credentials();
        Assert.Null(await db.Set<ProviderMembership>().FirstOrDefaultAsync(m => m.Id == ivy));
        Assert.Equal("Revoked the invitation of ivy@example.com", (await portal.LastEventAsync()).Summary);
        Assert.True((await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = "ivy@example.com" })).Succeeded);
    }

    [Fact]
    public async Task Only_an_open_invitation_is_sent_again_or_taken_back()
    {
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Ray", Role.HelpDesk);
        var request = new AdministratorReference { Id = ben.MembershipId };

        Assert.Equal(new InvitationAccepted("Ben Ray"), (await portal.Anna.Does<ResendProviderInvitation>().RunAsync(request)).Problem);
        Assert.Equal(new InvitationAccepted("Ben Ray"), (await portal.Anna.Does<RevokeProviderInvitation>().RunAsync(request)).Problem);
        Assert.Empty(portal.MailsTo(ben.Email));
    }

    [Fact]
    public async Task Whoever_has_not_accepted_is_neither_suspended_nor_removed_nor_reset()
    {
        var request = new AdministratorReference { Id = ivy };

        Assert.IsType<InvitationOpen>((await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(request)).Problem);
        Assert.IsType<InvitationOpen>((await portal.Anna.Does<RemoveProviderAdministrator>().RunAsync(request)).Problem);
        Assert.IsType<InvitationOpen>((await portal.Anna.Does<ResetProviderAdministratorMfa>().RunAsync(request)).Problem);
    }
}
