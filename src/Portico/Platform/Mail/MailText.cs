using Portico.Platform.Images;

namespace Portico.Platform.Mail;

/// <summary>Whose mail it is: the organization's or the provider's name, and the logo when there is one.</summary>
/// <param name="Name">Shown at the top when there is no logo, and said by the logo when pictures are off.</param>
/// <param name="Logo">Travels inside the mail.</param>
public sealed record MailBrand(string Name, LogoImage? Logo = null);

/// <summary>Who gets the mail.</summary>
/// <param name="Address">One bare e-mail address, see <see cref="MailAddresses.IsAddress"/>.</param>
/// <param name="FirstName">For the greeting; may be empty.</param>
/// <param name="LastName">May be empty.</param>
public sealed record MailRecipient(string Address, string FirstName, string LastName);

/// <summary>The one thing that the reader can do.</summary>
/// <param name="Label">A verb and its object: "Set a new password".</param>
/// <param name="Address">An absolute http or https address.</param>
public sealed record MailButton(string Label, Uri Address);

/// <summary>A mail as text; the HTML and the plain part are both made of it, so that they say the same.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Greeting">Who is spoken to.</param>
/// <param name="Before">Paragraphs above the button: who sent it and why.</param>
/// <param name="Button">The one thing to do.</param>
/// <param name="After">Paragraphs below the button: when the link ends, and what to do if one did not expect this.</param>
/// <param name="Footer">Why the reader got it.</param>
public sealed record MailText(
    string Subject,
    string Greeting,
    IReadOnlyList<string> Before,
    MailButton Button,
    IReadOnlyList<string> After,
    string Footer
);
