using System.Reflection;
using Microsoft.Extensions.Validation;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Tests.Architecture;

/// <summary>What every operation must keep to, found by reflection so that none is forgotten.</summary>
public sealed class OperationTests
{
    private static readonly string[] Verbs =
    [
        "Accept",
        "Add",
        "Answer",
        "Approve",
        "Assign",
        "Change",
        "Complete",
        "Confirm",
        "Decline",
        "Delete",
        "Disable",
        "Edit",
        "Enable",
        "End",
        "Enroll",
        "Enter",
        "Export",
        "Find",
        "Finish",
        "Get",
        "Import",
        "Invite",
        "Launch",
        "List",
        "Open",
        "Provide",
        "Record",
        "Regenerate",
        "Remove",
        "Rename",
        "Replace",
        "Request",
        "Require",
        "Resend",
        "Reset",
        "Restore",
        "Revoke",
        "Rotate",
        "Schedule",
        "Search",
        "Send",
        "Set",
        "Sign",
        "Start",
        "Suspend",
        "Unlock",
        "Update",
        "Use",
        "Verify",
    ];

    [Fact]
    public void Every_operation_is_sealed_and_starts_with_a_known_verb()
    {
        Assert.NotEmpty(OperationRegistration.All);
        Assert.Empty(OperationRegistration.All.Where(o => !o.IsSealed).Select(o => o.Name));
        Assert.Empty(
            OperationRegistration.All.Where(o => !Verbs.Any(v => o.Name.StartsWith(v, StringComparison.Ordinal))).Select(o => o.Name)
        );
    }

    [Fact]
    public void What_an_operation_needs_must_be_said()
    {
        Assert.True(typeof(Operation<,>).GetProperty("Needs", BindingFlags.Instance | BindingFlags.NonPublic)!.GetMethod!.IsAbstract);
        Assert.True(
            typeof(AccountOperation<,>).GetProperty("NeedsSignIn", BindingFlags.Instance | BindingFlags.NonPublic)!.GetMethod!.IsAbstract
        );
    }

    /// <summary>A request without the mark would pass unchecked.</summary>
    [Fact]
    public void Every_request_with_rules_is_validated()
    {
        var unmarked =
            from operation in OperationRegistration.All
            let request = RequestOf(operation)
            where request.DeclaringType == operation && request.GetCustomAttribute<ValidatableTypeAttribute>() is null
            where request.GetProperties().Any(p => p.GetCustomAttributes<System.ComponentModel.DataAnnotations.ValidationAttribute>().Any())
            select operation.Name;

        Assert.Empty(unmarked);
    }

    /// <summary>What is no line of text: secrets, which are hashed as they are typed, and what is compared with something known.</summary>
    private static readonly string[] NoLines =
    [
        "Certificate", // Read as PEM.
        "Certificates", // Read as PEM.
        "Challenge", // Opened, or not.
        "Again", // Typed to confirm a secret.
        "ClientKeys", // Read as a JSON Web Key Set.
        "AuthorizationRequest", // Read as an address, or not.
        "Code", // Read digit by digit.
        "ContactEmail", // Read as an address.
        "Credential", // Read as WebAuthn's JSON, or not.
        "CurrentPassword",
        "Fingerprint", // A hash.
        "Hash", // Checked for its form.
        "Metadata", // Read as XML.
        "NewPassword",
        "Password",
        "Portal", // An id or a slug, or none.
        "SamlRequest", // Read as XML, or not.
        "Search", // Loses such characters.
        "SealedChoice", // Opened, or not.
        "SealedSecret", // Opened, or not.
        "SessionName", // Kept by the server itself.
        "Sort", // One of a few words.
        "Subject", // Kept by the server itself.
        "Then", // One of the addresses that a client registered.
        "Token", // Checked for its form.
        "Zone", // One of the zones there are.
    ];

    /// <summary>
    /// PostgreSQL takes no text with a zero character and neither store half a surrogate pair; lists show one line.
    /// </summary>
    [Fact]
    public void Every_text_of_a_request_is_one_line_or_on_the_list()
    {
        var free =
            from operation in OperationRegistration.All
            let request = RequestOf(operation)
            from property in request.GetProperties()
            where property.PropertyType == typeof(string)
            where !NoLines.Any(end => property.Name.EndsWith(end, StringComparison.Ordinal))
            where
                !property
                    .GetCustomAttributes<System.ComponentModel.DataAnnotations.ValidationAttribute>()
                    .Any(a => a is OneLineAttribute or MailAddressAttribute)
            select $"{operation.Name}: {property.Name}";

        Assert.Empty(free.Distinct(StringComparer.Ordinal));
    }

    private static Type RequestOf(Type operation)
    {
        for (var type = operation; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericArguments().Length == 2)
            {
                return type.GetGenericArguments()[0];
            }
        }

        throw new InvalidOperationException($"{operation} is no operation.");
    }
}
