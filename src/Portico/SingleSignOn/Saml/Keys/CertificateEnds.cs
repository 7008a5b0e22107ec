using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>When somebody is to be warned that a certificate ends: so many days before, once each.</summary>
internal static class CertificateEnds
{
    /// <summary>From when on a certificate ends soon.</summary>
    public const int SoonDays = 60;

    private static readonly int[] thresholds = [7, 30, SoonDays];

    /// <summary>Which warning is the latest that is due: 60, 30 or 7; null before the first.</summary>
    public static int? ThresholdAt(DateTimeOffset end, DateTimeOffset now)
    {
        var left = end - now;
        return Array.Find(thresholds, days => left <= TimeSpan.FromDays(days)) is var found and > 0 ? found : null;
    }

    /// <summary>Those that still sign, or will, and that no other takes the place of in time.</summary>
    public static IQueryable<SamlKey> InUse(this IQueryable<SamlKey> keys) =>
        keys.Where(k =>
            !keys.Any(n =>
                n.OrganizationId == k.OrganizationId
                && n.ApplicationId == k.ApplicationId
                && n.SignsFrom > k.SignsFrom
                && n.SignsFrom <= k.NotAfter
            )
        );

    /// <summary>Those of which somebody is to be warned now.</summary>
    public static IQueryable<SamlKey> DueAt(this IQueryable<SamlKey> keys, DateTimeOffset now)
    {
        var (first, second, last) = (now.AddDays(SoonDays), now.AddDays(30), now.AddDays(7));
        return keys.InUse()
            .Where(k =>
                (k.WarnedDays == null && k.NotAfter <= first)
                || (k.WarnedDays > 30 && k.NotAfter <= second)
                || (k.WarnedDays > 7 && k.NotAfter <= last)
            );
    }

    /// <summary>The same of service providers' own certificates.</summary>
    public static IQueryable<SamlSettings> DueAt(this IQueryable<SamlSettings> settings, DateTimeOffset now)
    {
        var (first, second, last) = (now.AddDays(SoonDays), now.AddDays(30), now.AddDays(7));
        return settings.Where(s =>
            (s.PeerCertificateWarnedDays == null && s.PeerCertificateEndsAt <= first)
            || (s.PeerCertificateWarnedDays > 30 && s.PeerCertificateEndsAt <= second)
            || (s.PeerCertificateWarnedDays > 7 && s.PeerCertificateEndsAt <= last)
        );
    }
}
