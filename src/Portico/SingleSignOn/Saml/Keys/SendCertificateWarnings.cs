using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>The organizations in which somebody is to be warned that a certificate ends.</summary>
public sealed class ListCertificateWarningsDue(OperationRunner runner)
    : AccountQuery<Nothing, IReadOnlyList<ListCertificateWarningsDue.Place>>(runner)
{
    private const int AtOnce = 100;

    public sealed record Place(ObjectId Organization, ObjectId? Provider);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<IReadOnlyList<Place>>> HandleAsync(
        Nothing request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var keys = work.Db.Set<SamlKey>().DueAt(work.Now).Select(k => k.OrganizationId);
        var peers = work.Db.Set<SamlSettings>().DueAt(work.Now).Select(s => s.OrganizationId);
        return await work
            .Db.Set<OrganizationEntry>()
            .Where(o => o.State == OrganizationState.Active && (keys.Contains(o.Id) || peers.Contains(o.Id)))
            .OrderBy(o => o.Id)
            .Select(o => new Place(o.Id, o.ProviderId))
            .Take(AtOnce)
            .ToListAsync(ct);
    }
}

/// <summary>
/// Warns those who may mend it that certificates of an organization's applications end: 60, 30 and 7 days before, once each, by mail and
/// by an event. Of one that ends in a week nobody is told what would have been said earlier.
/// </summary>
public sealed class SendCertificateWarnings(OperationRunner runner, CertificateMail mail)
    : OrganizationOperation<Nothing, SendCertificateWarnings.Result>(runner)
{
    private const int AtOnce = 50;

    /// <param name="Warned">Of how many certificates.</param>
    public sealed record Result(int Warned);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        // Several servers share the work: each warns of what the other has not.
        await work.TakeTurnAsync("certificate-warnings", ct);
        var keys = await work.Db.Set<SamlKey>().DueAt(work.Now).OrderBy(k => k.NotAfter).Take(AtOnce).ToListAsync(ct);
        var peers = await work.Db.Set<SamlSettings>().DueAt(work.Now).OrderBy(s => s.PeerCertificateEndsAt).Take(AtOnce).ToListAsync(ct);
        if (keys.Count + peers.Count is 0)
        {
            return new Result(0);
        }

        var ids = keys.Select(k => k.ApplicationId).Concat(peers.Select(s => s.ApplicationId)).ToList();
        var names = await work.Db.Set<Application>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var endings = new List<EndingCertificate>();
        foreach (var key in keys)
        {
            key.WarnedDays = CertificateEnds.ThresholdAt(key.NotAfter, work.Now);
            endings.Add(new(key.ApplicationId, names[key.ApplicationId], key.NotAfter, IsPeers: false));
        }

        foreach (var peer in peers)
        {
            peer.PeerCertificateWarnedDays = CertificateEnds.ThresholdAt(peer.PeerCertificateEndsAt!.Value, work.Now);
            endings.Add(new(peer.ApplicationId, names[peer.ApplicationId], peer.PeerCertificateEndsAt.Value, IsPeers: true));
        }

        endings.ForEach(e => work.Record(new ApplicationCertificateEnding(e.Application, e.Name, e.EndsAt, e.IsPeers)));
        await mail.SendAsync(endings, work, ct);
        return new Result(endings.Count);
    }
}

/// <summary>A certificate ends soon.</summary>
public sealed record ApplicationCertificateEnding(ObjectId Id, string Name, DateTimeOffset EndsAt, bool IsPeers)
    : ApplicationEvent(Id, Name)
{
    public override string Summary =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{(IsPeers ? $"The service provider's certificate at {Name}" : $"The signing certificate of {Name}")} {(EndsAt.UtcDateTime is var end ? $"expires on {end:yyyy-MM-dd}" : "")}"
        );
}

/// <summary>Warns every hour.</summary>
public sealed class CertificateWarnings(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CertificateWarnings> log)
    : Hourly(clock, log)
{
    /// <summary>Warns of all that are due now.</summary>
    public async Task WarnAsync(CancellationToken ct)
    {
        await using var looking = scopes.CreateAsyncScope();
        var places = await looking.ServiceProvider.GetRequiredService<ListCertificateWarningsDue>().RunAsync(Nothing.Instance, ct);
        foreach (var place in places.Require())
        {
            while (await WarnSomeAsync(place, ct) > 0) { }
        }
    }

    protected override Task WorkAsync(CancellationToken ct) => WarnAsync(ct);

    private async Task<int> WarnSomeAsync(ListCertificateWarningsDue.Place place, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.Job("Portico", place.Provider, place.Organization));
        var send = scope.ServiceProvider.GetRequiredService<SendCertificateWarnings>();
        var outcome = await send.RunAsync(place.Organization, Nothing.Instance, ct);
        return outcome.Succeeded ? outcome.Value.Warned : 0;
    }
}
