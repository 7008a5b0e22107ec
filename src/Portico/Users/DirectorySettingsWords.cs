namespace Portico.Users;

/// <summary>The settings of users as people read them, in the page's order: for audit events, and for those who only read.</summary>
public static class DirectorySettingsWords
{
    public sealed record Line(string Field, string Words);

    public static IReadOnlyList<Line> Of(DirectorySettings settings) => Of(UpdateDirectorySettings.Request.Of(settings));

    internal static IReadOnlyList<Line> Of(UpdateDirectorySettings.Request settings) =>
        [.. States(settings), .. Fields(settings), .. Callers(settings)];

    internal static IReadOnlyList<Line> States(UpdateDirectorySettings.Request settings) =>
        [
            new("State of new users", UserWords.Of(settings.NewUserState).ToLowerInvariant()),
            new("State of imported users", UserWords.Of(settings.ImportedUserState).ToLowerInvariant()),
        ];

    internal static IReadOnlyList<Line> Fields(UpdateDirectorySettings.Request settings) =>
        [
            new("Name", By(settings.MayEditName)),
            new("Display name", By(settings.MayEditDisplayName)),
            new("Alternate e-mail", By(settings.MayEditAlternateEmail)),
            new("Telephone numbers", By(settings.MayEditPhoneNumbers)),
            new("Addresses", By(settings.MayEditAddresses)),
            new("Location", By(settings.MayEditLocation)),
            new("SSH keys", By(settings.MayEditSshKeys)),
        ];

    internal static IReadOnlyList<Line> Callers(UpdateDirectorySettings.Request settings) =>
        [new("Caller verification", settings.RequiresCallerVerification ? "required before a reset" : "not required")];

    private static string By(bool users) => users ? "changed by users too" : "changed by administrators only";
}
