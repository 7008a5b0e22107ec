using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups;

/// <summary>What is typed of a group: the part that adding and changing have in common.</summary>
[ValidatableType]
public abstract record GroupFields
{
    /// <summary>Unique among the organization's groups of the kind, however it is written in capitals.</summary>
    [Required(ErrorMessage = "Enter a name for the group.")]
    [StringLength(Group.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    [StringLength(Group.DescriptionMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Description { get; set; }

    /// <summary>Writes them, unless another group has the name.</summary>
    internal async Task<Problem?> ApplyToAsync(Group group, Work work, CancellationToken ct)
    {
        group.Name = Name.Trim();
        group.Description = Description.Tidied();
        return await work.Db.Set<Group>().AnyAsync(g => g.Kind == group.Kind && g.NameKey == group.NameKey && g.Id != group.Id, ct)
            ? new GroupNameTaken(group.Name)
            : null;
    }
}

/// <summary>What user groups have besides.</summary>
[ValidatableType]
public abstract record UserGroupFields : GroupFields
{
    /// <summary>Whether the members need multifactor authentication, where the organization requires it by group.</summary>
    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    /// <summary>Whether the group is a group on systems too.</summary>
    [Display(Name = "POSIX group")]
    public bool IsPosixGroup { get; set; }

    /// <summary>The number of the POSIX group, unique in the organization; the next free one when none is given.</summary>
    [Display(Name = "GID")]
    [Range(1, UserDetails.MaxPosixNumber, ErrorMessage = "Use a number from {1} to {2}.")]
    public int? Gid { get; set; }

    /// <summary>Writes the number that was asked for, else the next one; takes it away from what is no POSIX group.</summary>
    internal async Task<Problem?> NumberAsync(Group group, Work work, CancellationToken ct)
    {
        if (!IsPosixGroup)
        {
            group.Gid = null;
            return Gid is null ? null : new GidWithoutPosixGroup();
        }

        if (Gid is not { } gid)
        {
            group.Gid ??= await PosixNumbers.TakeAsync(work, 1, ct);
            return null;
        }

        if (gid == group.Gid)
        {
            return null;
        }

        // Each user with a number of his own has a POSIX group of that number.
        if (
            await work.Db.Set<Group>().AnyAsync(g => g.Gid == gid && g.Id != group.Id, ct)
            || await work.Db.Set<User>().AnyAsync(u => u.Uid == gid && u.Gid == gid, ct)
        )
        {
            return new GidTaken(gid);
        }

        await PosixNumbers.ChosenAsync(work, gid, ct);
        group.Gid = gid;
        return null;
    }
}

/// <summary>One group of a kind.</summary>
public sealed record GroupReference
{
    [JsonIgnore]
    public GroupKind Kind { get; set; }

    public ObjectId Id { get; set; }
}
