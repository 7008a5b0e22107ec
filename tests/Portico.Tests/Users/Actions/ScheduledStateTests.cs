using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Tests.Users.Actions;

/// <summary>Changes of state that are planned, and made when their time has come.</summary>
public sealed class ScheduledStateTests(DirectoryFixture directory) : IClassFixture<DirectoryFixture>
{
    private TestPortal Portal => directory.Portal;

    [Fact]
    public async Task Is_made_when_its_time_has_come_and_not_before()
    {
        var (starter, leaver) = (directory.NewName("ann"), directory.NewName("bo"));
        var first = await directory.AddAsync(starter, u => u.State = UserState.Staged);
        var last = await directory.AddAsync(leaver);
        var other = await directory.AddAsync(directory.NewName("cy"), organization: directory.Bolt);
        (await ScheduleAsync(first, UserState.Activated, days: 1)).Require();
        (await ScheduleAsync(last, UserState.Suspended, days: 2)).Require();
        (await ScheduleAsync(other, UserState.Suspended, days: 1, directory.Bolt)).Require();
        var due = ActivatorUtilities.CreateInstance<DueUserStates>(Portal.Services);

        await due.ChangeAsync(default);
        Assert.Equal((UserState.Staged, UserState.Activated), await StatesAsync(first, last));

        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await due.ChangeAsync(default);
        Assert.Equal((UserState.Activated, UserState.Activated), await StatesAsync(first, last));
        Assert.Single(Portal.MailsTo($"{starter}@acme.example"));
        var happened = (await directory.EventsOfAsync(first)).Single(e => e.Type is "user-activated");
        Assert.Equal(("Portico", Portico.Platform.Audit.ActorSide.Portico), (happened.ActorName, happened.ActorSide));

        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await due.ChangeAsync(default);
        Assert.Equal((UserState.Activated, UserState.Suspended), await StatesAsync(first, last));
        var user = await directory.GetAsync(last);
        Assert.Equal((null, null), (user.ScheduledState, user.ScheduledStateAt));

        // Once is enough.
        var events = (await directory.EventsOfAsync(last)).Count;
        await due.ChangeAsync(default);
        Assert.Equal(events, (await directory.EventsOfAsync(last)).Count);
    }

    [Fact]
    public async Task A_later_plan_takes_the_place_of_the_former_and_none_gives_it_up()
    {
        var id = await directory.AddAsync(directory.NewName("di"));
        (await ScheduleAsync(id, UserState.Suspended, days: 1)).Require();
        (await ScheduleAsync(id, UserState.Suspended, days: 5)).Require();
        Assert.Equal(Portal.Clock.GetUtcNow().AddDays(5), (await directory.GetAsync(id)).ScheduledStateAt);

        (await Portal.Anna.Does<ScheduleUserState>().RunAsync(directory.Acme, new() { Id = id })).Require();

        Assert.Null((await directory.GetAsync(id)).ScheduledState);
        Assert.Equal(
            ["user-added", "user-state-scheduled", "user-state-scheduled", "user-state-unscheduled"],
            (await directory.EventsOfAsync(id)).Select(e => e.Type).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Is_refused_when_it_makes_no_sense()
    {
        var id = await directory.AddAsync(directory.NewName("eli"));

        Assert.IsType<NoTimeToCome>((await ScheduleAsync(id, UserState.Suspended, days: 0)).Problem);
        Assert.IsType<NoTimeToCome>((await ScheduleAsync(id, UserState.Suspended, days: 800)).Problem);
        Assert.IsType<NeverStagedAgain>((await ScheduleAsync(id, UserState.Staged, days: 1)).Problem);
        Assert.IsType<InThatStateAlready>((await ScheduleAsync(id, UserState.Activated, days: 1)).Problem);
        Assert.IsType<NoSuchUser>((await ScheduleAsync(id, UserState.Suspended, days: 1, directory.Bolt)).Problem);
        Assert.Single(await directory.EventsOfAsync(id));
    }

    private async Task<(UserState, UserState)> StatesAsync(ObjectId first, ObjectId second) =>
        ((await directory.StoredAsync(first)).State, (await directory.StoredAsync(second)).State);

    private Task<Outcome<Done>> ScheduleAsync(ObjectId id, UserState state, int days, ObjectId? organization = null) =>
        Portal
            .Anna.Does<ScheduleUserState>()
            .RunAsync(
                organization ?? directory.Acme,
                new()
                {
                    Id = id,
                    State = state,
                    At = Portal.Clock.GetUtcNow().AddDays(days),
                }
            );
}
