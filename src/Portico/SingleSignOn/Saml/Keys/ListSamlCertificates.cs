using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml.Signatures;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>The certificates by which a service provider knows the identity provider of its application, the one in use first.</summary>
public sealed class ListSamlCertificates(OperationRunner runner)
    : OrganizationQuery<ListSamlCertificates.Request, ListOf<ListSamlCertificates.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }
    }

    /// <param name="Id">The certificate's id.</param>
    /// <param name="Kind">What key it is of.</param>
    /// <param name="State">Whether it signs.</param>
    /// <param name="Sha256">The fingerprint of the whole certificate, in lower-case hexadecimal.</param>
    /// <param name="Pem">The certificate, to give to the service provider.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="SignsFrom">Since when, or from when on, it signs.</param>
    /// <param name="PublishedUntil">When it leaves the metadata; null while nothing is to take its place.</param>
    /// <param name="NotAfter">When it expires.</param>
    public sealed record Row(
        ObjectId Id,
        SamlKeyKind Kind,
        SamlCertificateState State,
        string Sha256,
        string Pem,
        DateTimeOffset CreatedAt,
        DateTimeOffset SignsFrom,
        DateTimeOffset? PublishedUntil,
        DateTimeOffset NotAfter
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Application>().AnyAsync(a => a.Id == request.Id, ct))
        {
            return new NoSuchApplication();
        }

        var keys = await work.Db.Set<SamlKey>().AsNoTracking().Where(k => k.ApplicationId == request.Id).ToListAsync(ct);
        var signing = keys.SigningAt(work.Now);
        List<Row> rows =
        [
            .. keys.OrderBy(k => k != signing)
                .ThenByDescending(k => k.SignsFrom)
                .Skip(request.SkipOf(keys.Count))
                .Take(request.Limit)
                .Select(k => new Row(
                    k.Id,
                    k.Kind,
                    StateOf(k, signing, work.Now),
                    Convert.ToHexStringLower(SHA256.HashData(k.Certificate)),
                    PemEncoding.WriteString("CERTIFICATE", k.Certificate),
                    k.CreatedAt,
                    k.SignsFrom,
                    k.PublishedUntil,
                    k.NotAfter
                )),
        ];
        return new ListOf<Row>(keys.Count, rows) { Page = request.PageAfter(request.SkipOf(keys.Count)) };
    }

    private static SamlCertificateState StateOf(SamlKey key, SamlKey? signing, DateTimeOffset now) =>
        key == signing ? SamlCertificateState.Signing
        : key.SignsFrom > now ? SamlCertificateState.Next
        : key.PublishedUntil > now ? SamlCertificateState.Former
        : SamlCertificateState.Withdrawn;
}

/// <summary>What a certificate is for at the moment.</summary>
public enum SamlCertificateState
{
    /// <summary>Responses are signed with its key.</summary>
    Signing,

    /// <summary>In the metadata already, to sign from a time that is set.</summary>
    Next,

    /// <summary>Signs no more, and is still in the metadata.</summary>
    Former,

    /// <summary>Out of the metadata.</summary>
    Withdrawn,
}
