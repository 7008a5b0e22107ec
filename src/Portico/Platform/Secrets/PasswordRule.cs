using System.Globalization;
using System.Text;

namespace Portico.Platform.Secrets;

/// <summary>A password that someone wants, and whose it would be.</summary>
public sealed record PasswordCandidate(string Password, string? Email = null, string? Username = null)
{
    /// <summary>Without the password, so that it reaches no log by way of the record.</summary>
    public override string ToString() => nameof(PasswordCandidate);
}

/// <summary>One demand on a password: a stable code, what is demanded ("At least 12 characters"), and the sentence for who breaks it.</summary>
public sealed record PasswordRule(string Code, string Requirement, string Problem, Func<PasswordCandidate, bool> IsMet)
{
    /// <summary>The number of characters that a rule about length names; null for the others.</summary>
    public int? Characters { get; private init; }

    /// <summary>The rules that the candidate breaks, in the order given.</summary>
    public static IReadOnlyList<PasswordRule> Broken(IEnumerable<PasswordRule> rules, PasswordCandidate candidate) =>
        [.. rules.Where(rule => !rule.IsMet(candidate))];

    /// <summary>Counts Unicode code points, as NIST SP 800-63B does.</summary>
    public static PasswordRule MinimumLength(int characters) =>
        new(
            "password-too-short",
            string.Create(CultureInfo.InvariantCulture, $"At least {characters} characters"),
            string.Create(CultureInfo.InvariantCulture, $"Use at least {characters} characters."),
            candidate => PasswordText.Length(candidate.Password) >= characters
        )
        {
            Characters = characters,
        };

    /// <summary>Counts Unicode code points; there is a limit only so that hashing is bounded.</summary>
    public static PasswordRule MaximumLength(int characters) =>
        new(
            "password-too-long",
            string.Create(CultureInfo.InvariantCulture, $"At most {characters} characters"),
            string.Create(CultureInfo.InvariantCulture, $"Use at most {characters} characters."),
            candidate => PasswordText.Length(candidate.Password) <= characters
        )
        {
            Characters = characters,
        };

    public static PasswordRule LowerCase { get; } =
        new(
            "password-needs-lower-case",
            "A lower case letter",
            "Add a lower case letter.",
            candidate => candidate.Password.EnumerateRunes().Any(Rune.IsLower)
        );

    public static PasswordRule UpperCase { get; } =
        new(
            "password-needs-upper-case",
            "An upper case letter",
            "Add an upper case letter.",
            candidate => candidate.Password.EnumerateRunes().Any(Rune.IsUpper)
        );

    public static PasswordRule Number { get; } =
        new("password-needs-number", "A number", "Add a number.", candidate => candidate.Password.EnumerateRunes().Any(Rune.IsDigit));

    /// <summary>Anything that is neither a letter nor a number; a space counts.</summary>
    public static PasswordRule Symbol { get; } =
        new(
            "password-needs-symbol",
            "A symbol",
            "Add a symbol, such as ! or -.",
            candidate => candidate.Password.EnumerateRunes().Any(rune => !Rune.IsLetterOrDigit(rune))
        );

    /// <summary>See <see cref="CommonPasswords"/> for what counts as common.</summary>
    public static PasswordRule NotCommon { get; } =
        new(
            "password-common",
            "Not a commonly used password",
            "This is a commonly used password, or close to one. Choose one that is harder to guess.",
            candidate => !CommonPasswords.Contains(candidate.Password)
        );

    /// <summary>See <see cref="PasswordSequences"/> for what counts as a sequence or a repetition, and how much is too much.</summary>
    public static PasswordRule NotSequential { get; } =
        new(
            "password-sequential",
            "Not mostly a sequence or a repetition, such as abcdef, qwerty or 1111",
            "This is mostly a sequence or a repetition. Choose a password that is harder to guess.",
            candidate => !PasswordSequences.AreMostOf(candidate.Password)
        );

    public static PasswordRule NotEmail { get; } =
        new(
            "password-is-email",
            "Not the e-mail address",
            "This is too close to the e-mail address. Choose a password that does not come from it.",
            candidate => !ComesFrom(candidate.Password, candidate.Email) && !ComesFrom(candidate.Password, LocalPart(candidate.Email))
        );

    public static PasswordRule NotUsername { get; } =
        new(
            "password-is-username",
            "Not the username",
            "This is too close to the username. Choose a password that does not come from it.",
            candidate => !ComesFrom(candidate.Password, candidate.Username)
        );

    // The name itself, or the name with no more than as much again around it ("anna.kovacs2024"). A short name inside a long
    // password is chance.
    private static bool ComesFrom(string password, string? name) =>
        name is { Length: > 0 }
        && name.Length * 2 >= password.Length
        && PasswordText.Normalize(password).Contains(PasswordText.Normalize(name), StringComparison.OrdinalIgnoreCase);

    private static string? LocalPart(string? email) => email?.LastIndexOf('@') is > 0 and var at ? email[..at] : email;
}
