using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Images;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Gives the organization a logo, made anew from an uploaded PNG, JPEG or WebP picture of at most 1 MiB.</summary>
public sealed class SetOrganizationLogo(OperationRunner runner)
    : OrganizationOperation<SetOrganizationLogo.Request, SetOrganizationLogo.Result>(runner)
{
    private LogoImage? image;

    [ValidatableType]
    public sealed record Request
    {
        [Required(ErrorMessage = "Choose a picture.")]
        public IFormFile? Logo { get; set; }
    }

    /// <param name="LogoHash">Names the logo's content in its address.</param>
    public sealed record Result(string LogoHash);

    protected internal override Permission Needs => Permission.ManageSettings;

    protected internal override async Task<Problem?> PrepareAsync(Request request, CancellationToken ct)
    {
        await using var upload = request.Logo!.OpenReadStream();
        var read = await LogoImage.ReadAsync(upload, ct);
        image = read.Value;
        return read.Problem;
    }

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var made = image ?? throw new InvalidOperationException("The picture has not been read.");
        var organization = await work.Db.Set<ManagedOrganization>().SingleAsync(ct);
        if (string.Equals(organization.LogoHash, made.Hash, StringComparison.Ordinal))
        {
            return new Result(made.Hash);
        }

        var logo = await work.Db.Set<OrganizationLogo>().SingleOrDefaultAsync(ct);
        var before = logo is null ? null : LogoWords.Of(logo.ContentType, logo.Content.Length);
        if (logo is null)
        {
            logo = new OrganizationLogo
            {
                OrganizationId = organization.Id,
                Content = made.Bytes,
                ContentType = made.ContentType,
            };
            work.Db.Add(logo);
        }

        logo.Content = made.Bytes;
        logo.ContentType = made.ContentType;
        organization.LogoHash = made.Hash;
        work.Record(new OrganizationLogoChanged(organization.Name, before, LogoWords.Of(made.ContentType, made.Bytes.Length)));
        return new Result(made.Hash);
    }
}

public sealed record OrganizationLogoChanged(string Name, string? Old, string? New) : AuditEvent
{
    public override string Summary => Old is null ? "Added a logo" : "Changed the logo";
    public override string TargetName => Name;
    public override IReadOnlyList<FieldChange> Changes => [new("Logo", Old, New)];
}

/// <summary>A logo as audit events call it: "PNG, 12 KiB".</summary>
internal static class LogoWords
{
    public static string Of(string contentType, int bytes) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{contentType[(contentType.IndexOf('/', StringComparison.Ordinal) + 1)..].ToUpperInvariant()}, {Math.Max(1, bytes / 1024)} KiB"
        );
}
