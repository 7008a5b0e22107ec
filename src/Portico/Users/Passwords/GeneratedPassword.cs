using System.Diagnostics;
using System.Security.Cryptography;
using Portico.Platform.Secrets;
using Portico.Settings;

namespace Portico.Users.Passwords;

/// <summary>A random password for an administrator to hand over, without characters that are mistaken for one another.</summary>
public static class GeneratedPassword
{
    /// <summary>More where the settings demand more.</summary>
    public const int Length = 16;

    // Without I, l, 1 and O, o, 0; symbols that stand on every keyboard and need no escaping in a mail or a shell's quotes.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Characters = Letters + "23456789" + "-+=?%#@";

    // Three in four meet the rules of any settings; a thousand in a row never fail to.
    private const int Attempts = 1_000;

    /// <summary>
    /// Has upper and lower case, a number and a symbol, whether they are demanded or not, and meets every rule of the settings: what does
    /// not is thrown away and drawn again, so that all that do are equally likely.
    /// </summary>
    public static string For(SecuritySettings settings)
    {
        PasswordRule[] rules =
        [
            PasswordRule.LowerCase,
            PasswordRule.UpperCase,
            PasswordRule.Number,
            PasswordRule.Symbol,
            .. UserPasswordRules.Of(settings),
        ];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var password = RandomNumberGenerator.GetString(Characters, Math.Max(Length, settings.MinimumLength));
            if (PasswordRule.Broken(rules, new PasswordCandidate(password)).Count == 0)
            {
                return password;
            }
        }

        throw new UnreachableException("No random password met the settings.");
    }
}
