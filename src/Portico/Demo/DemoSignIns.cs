using Portico.Platform.Access;

namespace Portico.Demo;

/// <summary>With whom one signs in to the demo.</summary>
internal static class DemoSignIns
{
    /// <summary>What each is, and the e-mail; the password is <see cref="DemoPeople.Password"/>.</summary>
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

    public static async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync(
            $"This is the demo: {DemoPeople.Provider} with {DemoOrganizations.All.Count} made-up organizations. Everyone knows its passwords."
        );
        var width = All.Max(s => s.What.Length) + 2;
        var widthOfEmail = All.Max(s => s.Email.Length) + 2;
        foreach (var (what, email) in All)
        {
            await output.WriteLineAsync($"  {what.PadRight(width)}{email.PadRight(widthOfEmail)}{DemoPeople.Password}");
        }
    }
}
