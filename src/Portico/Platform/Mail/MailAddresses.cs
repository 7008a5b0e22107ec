using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>What may stand in a To or From header.</summary>
public static class MailAddresses
{
    /// <summary>RFC 5321 §4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    private static readonly ParserOptions strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>Whether it is one bare address (RFC 5322 addr-spec): no name, no comment, no second address, no control character.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
        && MailboxAddress.TryParse(strict, text, out var mailbox)
        && string.Equals(mailbox.Address, text, StringComparison.Ordinal)
        && mailbox.Route.Count == 0;
}
