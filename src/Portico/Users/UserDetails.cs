using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>What is known of a user besides the username: the part that adding and changing have in common.</summary>
[ValidatableType]
public abstract record UserDetails
{
    /// <summary>UIDs and GIDs that can be chosen end here, so that those given out have room above.</summary>
    public const int MaxPosixNumber = 2_000_000_000;

    /// <summary>Unique in the organization.</summary>
    [Display(Name = "E-mail")]
    [Required(ErrorMessage = "Enter the user's e-mail address.")]
    [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
    [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
    public string Email { get; set; } = "";

    /// <summary>Where the activation mail goes to when there is one; it need not be unique.</summary>
    [Display(Name = "Alternate e-mail")]
    [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
    [MailAddress(ErrorMessage = "This is not an e-mail address. Write it like name@example.com.")]
    public string? AlternateEmail { get; set; }

    [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? FirstName { get; set; }

    [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? MiddleName { get; set; }

    [StringLength(UserIdentity.NameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? LastName { get; set; }

    /// <summary>What lists show; else first and last name, else the username.</summary>
    [StringLength(UserIdentity.DisplayNameMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? DisplayName { get; set; }

    [StringLength(User.DescriptionMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Description { get; set; }

    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Company { get; set; }

    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Department { get; set; }

    [Display(Name = "Cost centre")]
    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? CostCenter { get; set; }

    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? JobTitle { get; set; }

    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? EmployeeType { get; set; }

    /// <summary>Unique in the organization.</summary>
    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? EmployeeIdentifier { get; set; }

    [StringLength(User.TextMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Location { get; set; }

    /// <summary>Another user of the organization.</summary>
    [Display(Name = "Manager")]
    public ObjectId? ManagerId { get; set; }

    public PostalAddress? WorkAddress { get; set; }

    public PostalAddress? HomeAddress { get; set; }

    [MaxLength(10, ErrorMessage = "Use at most {1} telephone numbers.")]
    public IReadOnlyList<PhoneNumber> PhoneNumbers { get; set; } = [];

    /// <summary>Each name once.</summary>
    [Display(Name = "Custom attributes")]
    [MaxLength(50, ErrorMessage = "Use at most {1} attributes.")]
    public IReadOnlyList<CustomAttributeValue> CustomAttributes { get; set; } = [];

    [Display(Name = "SSH keys")]
    [MaxLength(20, ErrorMessage = "Use at most {1} SSH keys.")]
    public IReadOnlyList<SshKey> SshKeys { get; set; } = [];

    /// <summary>The POSIX user number, unique in the organization; the next free one when none is given.</summary>
    [Display(Name = "UID")]
    [Range(1, MaxPosixNumber, ErrorMessage = "Use a number from {1} to {2}.")]
    public int? Uid { get; set; }

    /// <summary>The number of the user's own POSIX group; the UID when none is given.</summary>
    [Display(Name = "GID")]
    [Range(1, MaxPosixNumber, ErrorMessage = "Use a number from {1} to {2}.")]
    public int? Gid { get; set; }

    [Display(Name = "Sudo")]
    public bool SudoEnabled { get; set; }

    [Display(Name = "Sudo without password")]
    public bool SudoWithoutPassword { get; set; }

    /// <summary>Whatever the organization's settings and the user's groups demand.</summary>
    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    /// <summary>Until then it is required by nothing; null for no exemption.</summary>
    [Display(Name = "Exempt from multifactor authentication until")]
    public DateTimeOffset? MfaExemptUntil { get; set; }

    /// <summary>Reads what <see cref="ApplyTo"/> writes, and the numbers.</summary>
    internal void TakeFrom(User user)
    {
        Email = user.Email;
        AlternateEmail = user.AlternateEmail;
        FirstName = user.FirstName.Tidied();
        MiddleName = user.MiddleName;
        LastName = user.LastName.Tidied();
        DisplayName = user.DisplayName;
        Description = user.Description;
        Company = user.Company;
        Department = user.Department;
        CostCenter = user.CostCenter;
        JobTitle = user.JobTitle;
        EmployeeType = user.EmployeeType;
        EmployeeIdentifier = user.EmployeeIdentifier;
        Location = user.Location;
        ManagerId = user.ManagerId;
        WorkAddress = user.WorkAddress;
        HomeAddress = user.HomeAddress;
        PhoneNumbers = user.PhoneNumbers;
        CustomAttributes = user.CustomAttributes;
        SshKeys = user.SshKeys;
        Uid = user.Uid;
        Gid = user.Gid;
        SudoEnabled = user.SudoEnabled;
        SudoWithoutPassword = user.SudoWithoutPassword;
        RequiresMfa = user.RequiresMfa;
        MfaExemptUntil = user.MfaExemptUntil;
    }

    /// <summary>Writes all but the numbers, which are given out.</summary>
    internal void ApplyTo(User user)
    {
        user.Email = UserIdentity.Normalize(Email);
        user.AlternateEmail = AlternateEmail.Tidied()?.ToLowerInvariant();
        user.FirstName = FirstName.Tidied() ?? "";
        user.MiddleName = MiddleName.Tidied();
        user.LastName = LastName.Tidied() ?? "";
        user.DisplayName = DisplayName.Tidied();
        user.Description = Description.Tidied();
        user.Company = Company.Tidied();
        user.Department = Department.Tidied();
        user.CostCenter = CostCenter.Tidied();
        user.JobTitle = JobTitle.Tidied();
        user.EmployeeType = EmployeeType.Tidied();
        user.EmployeeIdentifier = EmployeeIdentifier.Tidied();
        user.Location = Location.Tidied();
        user.ManagerId = ManagerId;
        user.WorkAddress = PostalAddress.Tidy(WorkAddress);
        user.HomeAddress = PostalAddress.Tidy(HomeAddress);
        user.PhoneNumbers = [.. PhoneNumbers.Select(p => new PhoneNumber { Kind = p.Kind.Trim(), Number = p.Number.Trim() })];
        user.CustomAttributes =
        [
            .. CustomAttributes.Select(a => new CustomAttributeValue { Name = a.Name.Trim(), Value = a.Value.Trim() }),
        ];
        user.SshKeys = [.. SshKeys.Select(k => new SshKey { Name = k.Name.Trim(), PublicKey = k.PublicKey.Trim() })];
        user.SudoEnabled = SudoEnabled;
        user.SudoWithoutPassword = SudoEnabled && SudoWithoutPassword;
        user.RequiresMfa = RequiresMfa;
        user.MfaExemptUntil = MfaExemptUntil?.ToUniversalTime();
    }
}
