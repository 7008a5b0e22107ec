using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Portico.Platform;

namespace Portico.Organizations;

/// <summary>The name of an organization in the address of its user portal: 3 to 63 lower-case letters, digits and dashes.</summary>
public static partial class PortalSlug
{
    public const int MinLength = 3;
    public const int MaxLength = ManagedOrganization.SlugMaxLength;

    /// <summary>Kept for pages of ours, and refused because they would look like ours.</summary>
    private static readonly string[] Reserved =
    [
        "account",
        "admin",
        "administrator",
        "api",
        "forgot-password",
        "help",
        "login",
        "portal",
        "portico",
        "sign-in",
        "sign-out",
        "signin",
        "support",
        "www",
    ];

    /// <summary>What stands against it; null when it may be used. An address that reads as an id would hide the organization of that id.</summary>
    public static string? ProblemOf(string slug) =>
        slug.Length is < MinLength or > MaxLength ? $"Use {MinLength} to {MaxLength} characters."
        : !Form().IsMatch(slug) ? "Use lower-case letters, digits and dashes, and neither begin nor end with a dash."
        : ObjectId.TryParse(slug, provider: null, out _) ? "This could be mistaken for an organization ID. Choose another one."
        : Reserved.Contains(slug, StringComparer.Ordinal) ? "This name is reserved. Choose another one."
        : null;

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Form();
}

/// <summary>The text can be the name of a user portal; nothing is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortalSlugAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string { Length: > 0 } text && PortalSlug.ProblemOf(text.Trim()) is { } problem
            ? new ValidationResult(problem, [validationContext.MemberName!])
            : ValidationResult.Success;
}
