namespace Portico.BrowserTests.Support;

/// <summary>Someone who signs in, with the authenticator app in his pocket once he has one.</summary>
public sealed record Person(string FirstName, string LastName, string Email)
{
    public const string Password = "violet-anchor-47-drum";

    public string FullName => $"{FirstName} {LastName}";

    /// <summary>What he types as his password.</summary>
    public string Secret { get; init; } = Password;

    public AuthenticatorApp? App { get; set; }
}
