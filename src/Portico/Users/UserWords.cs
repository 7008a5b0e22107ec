using Portico.Platform.Ui.Pieces;

namespace Portico.Users;

/// <summary>How a user stands, as lists and filters say it; and how it is coloured.</summary>
public static class UserWords
{
    public static string Of(UserState state) =>
        state switch
        {
            UserState.Staged => "Staged",
            UserState.Suspended => "Suspended",
            _ => "Activated",
        };

    public static string Of(PasswordStatus status) =>
        status switch
        {
            PasswordStatus.Pending => "Pending",
            PasswordStatus.Expired => "Expired",
            PasswordStatus.Locked => "Locked out",
            _ => "Active",
        };

    public static string Of(UserMfaStatus mfa) =>
        mfa switch
        {
            UserMfaStatus.Enrolled => "Enrolled",
            UserMfaStatus.Missing => "Required, missing",
            UserMfaStatus.Exempt => "Exempt",
            _ => "Not required",
        };

    public static string Of(RequirementsStatus requirements) =>
        requirements switch
        {
            RequirementsStatus.Met => "Requirements met",
            RequirementsStatus.NotMet => "Requirements not met",
            _ => "Requirements not known to be met",
        };

    public static State ColourOf(UserState state) =>
        state switch
        {
            UserState.Activated => State.Good,
            UserState.Suspended => State.Bad,
            _ => State.Neutral,
        };

    public static State ColourOf(PasswordStatus status) =>
        status switch
        {
            PasswordStatus.Active => State.Good,
            PasswordStatus.Locked => State.Bad,
            PasswordStatus.Expired => State.Warning,
            _ => State.Neutral,
        };

    public static State ColourOf(UserMfaStatus mfa) =>
        mfa switch
        {
            UserMfaStatus.Enrolled => State.Good,
            UserMfaStatus.Missing => State.Warning,
            _ => State.Neutral,
        };
}
