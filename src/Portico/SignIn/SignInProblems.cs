using System.Globalization;
using Portico.Platform.Operations;

namespace Portico.SignIn;

/// <summary>The one answer to an unknown address and to a wrong password.</summary>
public sealed record WrongEmailOrPassword() : Invalid("wrong-email-or-password", "The e-mail or the password is wrong.");

/// <summary>Too many wrong tries; counted in the same way whether or not there is such an account.</summary>
public sealed record TooManyTries(TimeSpan Wait) : TooOften("too-many-tries", $"Too many tries. Wait {Words(Wait)}, then try again.", Wait)
{
    private static string Words(TimeSpan wait) =>
        wait.TotalSeconds <= 90
            ? Count((int)Math.Ceiling(wait.TotalSeconds), "second")
            : Count((int)Math.Ceiling(wait.TotalMinutes), "minute");

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}

/// <summary>The code of the authenticator app is wrong, too old, or was used already.</summary>
public sealed record WrongCode()
    : Invalid("wrong-code", "This code is wrong or was used already. Wait for the next one in your app, then type that.", "Code");

/// <summary>Not one of the unused recovery codes.</summary>
public sealed record WrongRecoveryCode()
    : Invalid("wrong-recovery-code", "This is not one of your unused recovery codes. Check it letter by letter.", "Code");

/// <summary>The sign-in took too long, was ended, or never began.</summary>
public sealed record SignInOver() : Conflict("sign-in-over", "This sign-in has ended. Begin again.");

/// <summary>The current password, asked again before something important, is wrong.</summary>
public sealed record WrongPassword(string Name = "Password") : Invalid("wrong-password", "This password is wrong.", Name);
