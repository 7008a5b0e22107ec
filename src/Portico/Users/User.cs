using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users;

/// <summary>A person of an organization; username, e-mail and employee identifier unique within it.</summary>
[CountedAs(Counted.Users)]
public sealed partial class User : UserIdentity, IVersioned, IFollowed
{
    public const int TextMaxLength = 200;
    public const int DescriptionMaxLength = 1_000;

    /// <summary>A key may be longer than its name: normalization writes one character as up to eighteen. What is beyond is not sorted.</summary>
    private const int NameKeyMaxLength = DisplayNameMaxLength * 2;

    public string? MiddleName { get; set; }
    public string? Description { get; set; }
    public string? Company { get; set; }
    public string? Department { get; set; }

    [Display(Name = "Cost centre")]
    public string? CostCenter { get; set; }
    public string? JobTitle { get; set; }
    public string? EmployeeType { get; set; }

    /// <summary>The organization's own number for the person; unique in it.</summary>
    public string? EmployeeIdentifier { get; set; }
    public string? Location { get; set; }

    /// <summary>Another user of the organization.</summary>
    [Display(Name = "Manager")]
    public ObjectId? ManagerId { get; set; }
    public PostalAddress? WorkAddress { get; set; }
    public PostalAddress? HomeAddress { get; set; }
    public IReadOnlyList<PhoneNumber> PhoneNumbers { get; set; } = [];

    /// <summary>Whatever else the organization wants to know; each name once.</summary>
    [Display(Name = "Custom attributes")]
    public IReadOnlyList<CustomAttributeValue> CustomAttributes { get; set; } = [];

    [Display(Name = "SSH keys")]
    public IReadOnlyList<SshKey> SshKeys { get; set; } = [];

    /// <summary>The POSIX user number, unique in the organization.</summary>
    [Display(Name = "UID")]
    public int Uid { get; set; }

    /// <summary>The number of the user's own POSIX group.</summary>
    [Display(Name = "GID")]
    public int Gid { get; set; }

    [Display(Name = "Sudo")]
    public bool SudoEnabled { get; set; }

    [Display(Name = "Sudo without password")]
    public bool SudoWithoutPassword { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    /// <summary>The name as it is sorted; follows <see cref="UserIdentity.FullName"/>, and so is never set.</summary>
    [NotAudited]
    public string NameKey
    {
        get => FullName.ToSearchKey().CutTo(NameKeyMaxLength);
        private set { }
    }

    /// <summary>The words by which the user is found, each after a blank; follows them, and so is never set.</summary>
    [NotAudited]
    public string SearchText
    {
        get => UserWord.TextOf(this);
        private set { }
    }

    /// <summary>Brings what is derived from users up to date: the words by which they are found, the groups whose rules find them.</summary>
    static async Task IFollowed.KeepFollowersAsync(
        PorticoDb db,
        IReadOnlyList<EntityEntry> changed,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await UserWord.FollowAsync(db, changed, ct);
        foreach (var users in changed.GroupBy(e => ((User)e.Entity).OrganizationId))
        {
            await new GroupFollowing(db, users.Key, now).FollowUsersAsync([.. users], ct);
        }
    }
}
