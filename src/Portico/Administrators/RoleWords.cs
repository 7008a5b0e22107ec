using Portico.Platform.Access;
using Portico.Platform.Ui.Fields;

namespace Portico.Administrators;

/// <summary>What each role may do, in a sentence for whoever grants it or gets it.</summary>
internal static class RoleWords
{
    /// <summary>The roles of a provider's administrators.</summary>
    public static IReadOnlyList<Choice<Role>> OfProvider { get; } = Choices(isProvider: true);

    /// <summary>The roles of an organization's own administrators.</summary>
    public static IReadOnlyList<Choice<Role>> OfOrganization { get; } = Choices(isProvider: false);

    /// <summary>One sentence.</summary>
    public static string Sentence(this Role role, bool isProvider) =>
        role switch
        {
            Role.Administrator when isProvider => "Does everything in the organizations, and manages administrators.",
            Role.Administrator => "Does everything in this organization, and manages its administrators.",
            Role.Manager when isProvider =>
                "Changes organizations with their settings, users, groups, systems and applications; not administrators.",
            Role.Manager => "Changes settings, users, groups, systems and applications; not administrators.",
            Role.HelpDesk => "Sees everything; for users, resets passwords, unlocks and sends mails again.",
            Role.ReadOnly => "Sees everything, changes nothing.",
            _ => "",
        };

    private static Choice<Role>[] Choices(bool isProvider) =>
        [.. Enum.GetValues<Role>().Select(role => new Choice<Role>(role, role.Title(), role.Sentence(isProvider)))];
}
