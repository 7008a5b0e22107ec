using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;

namespace Portico.Users;

/// <summary>An address to which letters go.</summary>
[ValidatableType]
public sealed record PostalAddress
{
    public const int LineMaxLength = 200;

    [StringLength(LineMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Street { get; set; }

    /// <summary>A second line: building, floor.</summary>
    [StringLength(LineMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Extended { get; set; }

    [StringLength(LineMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? City { get; set; }

    /// <summary>State, province, county.</summary>
    [StringLength(LineMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Region { get; set; }

    [StringLength(40, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? PostalCode { get; set; }

    [StringLength(LineMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Country { get; set; }

    private IEnumerable<string?> Lines => [Street, Extended, City, Region, PostalCode, Country];

    public override string ToString() => string.Join(", ", Lines.Where(line => !string.IsNullOrWhiteSpace(line)));

    /// <summary>Trimmed; null when nothing is in it.</summary>
    internal static PostalAddress? Tidy(PostalAddress? address) =>
        address is null || address.Lines.All(string.IsNullOrWhiteSpace)
            ? null
            : new PostalAddress
            {
                Street = address.Street.Tidied(),
                Extended = address.Extended.Tidied(),
                City = address.City.Tidied(),
                Region = address.Region.Tidied(),
                PostalCode = address.PostalCode.Tidied(),
                Country = address.Country.Tidied(),
            };
}

/// <summary>A telephone number and what it is for.</summary>
[ValidatableType]
public sealed record PhoneNumber
{
    /// <summary>"Work", "Mobile": what the organization calls it.</summary>
    [Required(ErrorMessage = "Say what the number is for.")]
    [StringLength(40, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Kind { get; set; } = "";

    [Required(ErrorMessage = "Enter the number.")]
    [StringLength(40, ErrorMessage = "Use at most {1} characters.")]
    [RegularExpression(@"\s*\+?[0-9 ()/.\-]*[0-9][0-9 ()/.\-]*(\s*(x|ext\.?)\s*[0-9]+)?\s*", ErrorMessage = "This is no telephone number.")]
    public string Number { get; set; } = "";

    public override string ToString() => $"{Kind} {Number}";
}

/// <summary>An attribute that the organization made up.</summary>
[ValidatableType]
public sealed record CustomAttributeValue
{
    /// <summary>Letters, digits, dot, dash and underscore.</summary>
    [Required(ErrorMessage = "Enter the attribute's name.")]
    [StringLength(64, ErrorMessage = "Use at most {1} characters.")]
    [RegularExpression(@"[\p{L}\p{Nd}][\p{L}\p{Nd}._\-]*", ErrorMessage = "Use letters, digits, dots, dashes and underscores.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Enter the attribute's value.")]
    [StringLength(1_000, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Value { get; set; } = "";

    public override string ToString() => $"{Name}: {Value}";
}

/// <summary>A public key with which the user signs in to systems over SSH.</summary>
[ValidatableType]
public sealed record SshKey
{
    [Required(ErrorMessage = "Enter a name for the key.")]
    [StringLength(100, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string Name { get; set; } = "";

    /// <summary>As in authorized_keys, without options: type, base64, comment.</summary>
    [Required(ErrorMessage = "Enter the public key.")]
    [StringLength(8_192, ErrorMessage = "Use at most {1} characters."), SshPublicKey]
    public string PublicKey { get; set; } = "";

    public override string ToString() => Name;
}
