using System.ComponentModel.DataAnnotations;

namespace Portico.Platform.Mail;

/// <summary>One bare e-mail address, as <see cref="MailAddresses.IsAddress"/> has it; blanks around it do not count, and empty is left to [Required].</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MailAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null
        || (value is string text && (text.Trim() is var address && (address.Length == 0 || MailAddresses.IsAddress(address))));
}
