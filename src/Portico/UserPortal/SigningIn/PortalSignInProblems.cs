using System.Globalization;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.UserPortal.SigningIn;

/// <summary>The one answer to an unknown user, a wrong password, and a user who may not sign in.</summary>
public sealed record WrongLogin() : Invalid("wrong-login", "The username, e-mail or password is wrong.");

/// <summary>The same where the e-mail address alone is asked for.</summary>
public sealed record WrongPortalEmail()
    : Invalid(
        "wrong-email-or-password",
        "The e-mail or the password is wrong. If you are sure of both, sign in on your organization's own page: it can tell you more."
    );

/// <summary>The password is right, and there were too many wrong ones before.</summary>
public sealed record UserLocked(DateTimeOffset? Until, DateTimeOffset Now)
    : Conflict("user-locked", $"Your account is locked after too many wrong passwords. {How(Until, Now)}")
{
    private static string How(DateTimeOffset? until, DateTimeOffset now) =>
        until is { } end
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"It unlocks by itself in {Words.Count(Math.Max(1, (int)Math.Ceiling((end - now).TotalMinutes)), "minute")}, at {end.UtcDateTime:HH:mm} UTC."
            )
            : "Ask your administrator to unlock it.";
}

/// <summary>The choice of an organization is too old, or was never offered.</summary>
public sealed record ChoiceOver() : Conflict("choice-over", "This sign-in has ended. Begin again with your e-mail and password.");
