using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Saml.Signatures;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Pages;

/// <summary>A rotation as it is typed: by days.</summary>
[ValidatableType]
public sealed record PlannedRotation
{
    public SamlKeyKind Kind { get; set; }

    [Range(1, 10, ErrorMessage = "Use {1} to {2} years.")]
    public int Years { get; set; } = SamlKey.UsualYears;
    public DateOnly? SignsFrom { get; set; }
    public DateOnly? KeepUntil { get; set; }

    internal RotateSamlCertificate.Request Of(ObjectId application) =>
        new()
        {
            Id = application,
            Kind = Kind,
            Years = Years,
            SignsFrom = At(SignsFrom),
            KeepUntil = At(KeepUntil),
        };

    private static DateTimeOffset? At(DateOnly? day) =>
        day is { } chosen ? new DateTimeOffset(chosen, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
