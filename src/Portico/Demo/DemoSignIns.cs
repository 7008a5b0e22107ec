using Portico.Platform.Access;
using Portico.UserPortal;

namespace Portico.Demo;

/// <summary>With whom one signs in to the demo.</summary>
internal static class DemoSignIns
{
    /// <summary>What each administrator is, and the e-mail; the password is <see cref="DemoPeople.Password"/>.</summary>
    public static IReadOnlyList<(string What, string Email)> All { get; } =
    [
        (DemoPeople.Administrator.Role.Title(), DemoPeople.Administrator.Email),
        (DemoPeople.Manager.Role.Title(), DemoPeople.Manager.Email),
        (DemoPeople.HelpDesk.Role.Title(), DemoPeople.HelpDesk.Email),
        (DemoPeople.ReadOnly.Role.Title(), DemoPeople.ReadOnly.Email),
        (
            $"Administrator of {DemoOrganizations.All[DemoOrganizations.Printed].Name}",
            DemoOrganizations.All[DemoOrganizations.Printed].ContactEmail
        ),
    ];

    /// <summary>A user of that last administrator's organization, who signs in on the page that all user portals share.</summary>
    public static (string What, string Email) User { get; } = UserOf(DemoOrganizations.Printed);

    public static async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync(
            $"This is the demo: {DemoPeople.Provider} with {DemoOrganizations.All.Count} made-up organizations. Everyone knows its passwords."
        );
        (string What, string Email)[] all = [.. All, User];
        var width = all.Max(s => s.What.Length) + 2;
        var widthOfEmail = all.Max(s => s.Email.Length) + 2;
        foreach (var (what, email) in all)
        {
            await output.WriteLineAsync($"  {what.PadRight(width)}{email.PadRight(widthOfEmail)}{DemoPeople.Password}");
        }
    }

    private static (string What, string Email) UserOf(int number)
    {
        var organization = DemoOrganizations.All[number];
        return (
            $"User of {organization.Name}, at {PortalPath.Root}",
            $"{organization.People(number).First().Username}@{organization.Domain}"
        );
    }
}
