using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Images;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Applications;

/// <summary>Gives an application a logo, made anew from an uploaded PNG, JPEG or WebP picture of at most 1 MiB.</summary>
public sealed class SetApplicationLogo(OperationRunner runner)
    : OrganizationOperation<SetApplicationLogo.Request, SetApplicationLogo.Result>(runner)
{
    private LogoImage? image;

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        [Required(ErrorMessage = "Choose a picture.")]
        public IFormFile? Logo { get; set; }
    }

    /// <param name="LogoHash">Names the logo's content in its address.</param>
    public sealed record Result(string LogoHash);

    protected internal override Permission Needs => Permission.ManageDirectory;

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
        if (await work.Db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.Id, ct) is not { } application)
        {
            return new NoSuchApplication();
        }

        if (string.Equals(application.LogoHash, made.Hash, StringComparison.Ordinal))
        {
            return new Result(made.Hash);
        }

        var logo = await work.Db.Set<ApplicationLogo>().SingleOrDefaultAsync(l => l.ApplicationId == request.Id, ct);
        var before = logo is null ? null : LogoWords.Of(logo.ContentType, logo.Content.Length);
        if (logo is null)
        {
            logo = new ApplicationLogo
            {
                OrganizationId = application.OrganizationId,
                ApplicationId = application.Id,
                Content = made.Bytes,
                ContentType = made.ContentType,
            };
            work.Db.Add(logo);
        }

        logo.Content = made.Bytes;
        logo.ContentType = made.ContentType;
        application.LogoHash = made.Hash;
        var after = LogoWords.Of(made.ContentType, made.Bytes.Length);
        work.Record(new ApplicationLogoChanged(application.Id, application.Name, before, after));
        return new Result(made.Hash);
    }
}

public sealed record ApplicationLogoChanged(ObjectId Id, string Name, string? Old, string New)
    : ApplicationEvent(Id, Name, [new("Logo", Old, New)])
{
    public override string Summary =>
        Old is null ? $"Added a logo to the application {Name}" : $"Changed the logo of the application {Name}";
}
