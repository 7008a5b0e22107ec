using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Applications;

/// <summary>What is typed of an application: the part that adding and changing have in common.</summary>
[ValidatableType]
public abstract record ApplicationFields
{
    /// <summary>Unique in the organization, however it is written in capitals; users read it on their tile.</summary>
    [Required(ErrorMessage = "Enter a name for the application.")]
    [StringLength(Application.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    [StringLength(Application.DescriptionMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Description { get; set; }

    /// <summary>Writes them, unless another application has the name.</summary>
    internal async Task<Problem?> ApplyToAsync(Application application, Work work, CancellationToken ct)
    {
        application.Name = Name.Trim();
        application.Description = Description.Tidied();
        return await work.Db.Set<Application>().AnyAsync(a => a.NameKey == application.NameKey && a.Id != application.Id, ct)
            ? new ApplicationNameTaken(application.Name)
            : null;
    }
}

/// <summary>One application.</summary>
public sealed record ApplicationReference
{
    public ObjectId Id { get; set; }
}
