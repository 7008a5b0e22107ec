using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>
/// Makes a new key with its certificate for an application. Both certificates stand in the metadata from now until the old one is to go;
/// the new one signs from the time that is chosen.
/// </summary>
public sealed class RotateSamlCertificate(OperationRunner runner, SamlKeyring keyring, SigningKeyPool pool)
    : OrganizationOperation<RotateSamlCertificate.Request, RotateSamlCertificate.Result>(runner)
{
    private MadeKey? made;

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>Of the new key.</summary>
        [EnumDataType(typeof(SamlKeyKind), ErrorMessage = "Choose a kind of key.")]
        public SamlKeyKind Kind { get; set; }

        /// <summary>How many years the new certificate is valid.</summary>
        [Range(1, 10, ErrorMessage = "Use {1} to {2} years.")]
        public int Years { get; set; } = SamlKey.UsualYears;

        /// <summary>From when on the new key signs; at once when nothing is said.</summary>
        public DateTimeOffset? SignsFrom { get; set; }

        /// <summary>Until when the old certificate stays in the metadata; 30 days after the new key signs when nothing is said.</summary>
        public DateTimeOffset? KeepUntil { get; set; }
    }

    public sealed record Result(ObjectId Id);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override bool ReadsFirst(Request request) => true;

    protected internal override async Task<IReadOnlyList<Problem>> ReadAsync(Request request, Work work, CancellationToken ct) =>
        (await SamlFoundation.LacksKeyAsync(request.Id, work, ct)).Problems;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        made = await pool.TakeAsync(request.Kind, ct);
        return null;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await SamlFoundation.FindAsync(request.Id, keyring, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        var signsFrom = request.SignsFrom?.ToUniversalTime() is { } chosen && chosen > work.Now ? chosen : work.Now;
        var keepUntil = request.KeepUntil?.ToUniversalTime() ?? signsFrom.AddDays(30);
        if (keepUntil < signsFrom)
        {
            return new KeptTooShort();
        }

        await work.TakeTurnAsync($"saml-keys:{request.Id}", ct);
        var keys = await work.Db.Set<SamlKey>().Where(k => k.ApplicationId == request.Id).ToListAsync(ct);
        if (keys.Count >= SamlKey.Most)
        {
            return new TooManyCertificates();
        }

        foreach (var old in keys.Where(k => k.PublishedUntil is null || k.PublishedUntil > keepUntil))
        {
            old.PublishedUntil = keepUntil;
        }

        var key = keyring.Add(found.Application, made!, request.Years, signsFrom, work);
        work.Record(new SamlCertificateRotated(request.Id, found.Application.Name, work.ChangesOf(key)));
        return new Result(key.Id);
    }
}

public sealed record SamlCertificateRotated(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields)
    : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Made a new signing certificate for {Name}";
}

/// <summary>Takes a certificate away that is not in use: out of the metadata, and its key out of the store.</summary>
public sealed class RemoveSamlCertificate(OperationRunner runner) : OrganizationOperation<RemoveSamlCertificate.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        [JsonIgnore]
        public ObjectId CertificateId { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } application)
        {
            return new NoSuchApplication();
        }

        await work.TakeTurnAsync($"saml-keys:{request.Id}", ct);
        var keys = await work.Db.Set<SamlKey>().Where(k => k.ApplicationId == request.Id).ToListAsync(ct);
        if (keys.Find(k => k.Id == request.CertificateId) is not { } key)
        {
            return new NoSuchCertificate();
        }

        if (key == keys.SigningAt(work.Now))
        {
            return new CertificateInUse();
        }

        if (key.SignsFrom > work.Now)
        {
            // What was to be replaced goes on as if nothing had been planned.
            foreach (var other in keys.Where(k => k == keys.SigningAt(work.Now)))
            {
                other.PublishedUntil = null;
            }
        }

        work.Db.Remove(key);
        work.Record(new SamlCertificateRemoved(application.Id, application.Name));
        return Done.Instance;
    }
}

public sealed record SamlCertificateRemoved(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Took a signing certificate of {Name} away";
}
