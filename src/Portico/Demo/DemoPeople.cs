using Portico.Platform.Access;

namespace Portico.Demo;

/// <summary>A technician of the demo's provider.</summary>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Email">Where the invitation goes; a domain that belongs to nobody.</param>
/// <param name="Role">What he may do.</param>
/// <param name="RequiresMfa">Whether he enrolls an authenticator app at the first sign-in.</param>
/// <param name="Organizations">Numbers of the organizations that he reaches; null for all.</param>
internal sealed record DemoPerson(
    string FirstName,
    string LastName,
    string Email,
    Role Role,
    bool RequiresMfa = false,
    int[]? Organizations = null
)
{
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>Who works at the demo's provider.</summary>
internal static class DemoPeople
{
    public const string Provider = "Harbourline IT";

    /// <summary>Of every account of the demo; printed at each start.</summary>
    public const string Password = "nine boats at low tide";

    public static readonly DemoPerson Administrator = Technician("Marta", "Lindqvist", Role.Administrator);
    public static readonly DemoPerson Manager = Technician("Tomás", "Herrera", Role.Manager);
    public static readonly DemoPerson HelpDesk = Technician("Aiko", "Tanaka", Role.HelpDesk);
    public static readonly DemoPerson ReadOnly = Technician("Grace", "Okafor", Role.ReadOnly);

    /// <summary>Come after the four with a sign-in of each role.</summary>
    public static readonly IReadOnlyList<DemoPerson> Colleagues =
    [
        Technician("Daniel", "Kowalczyk", Role.Administrator) with
        {
            RequiresMfa = true,
        },
        Technician("Leila", "Haddad", Role.HelpDesk) with
        {
            RequiresMfa = true,
            Organizations = [0, 3, 4, 11, 17, 22],
        },
        new(
            "Jean-Baptiste Emmanuel",
            "de La Rochefoucauld-Montmorency",
            "jean-baptiste.de-la-rochefoucauld-montmorency@harbourline.example",
            Role.Manager,
            Organizations: [2, 21]
        ),
    ];

    /// <summary>Has not accepted yet.</summary>
    public static readonly DemoPerson Invited = Technician("Søren", "Vestergaard", Role.HelpDesk) with { RequiresMfa = true };

    private static DemoPerson Technician(string firstName, string lastName, Role role) =>
        new(firstName, lastName, $"{SeedNames.Plain(firstName)}.{SeedNames.Plain(lastName)}@harbourline.example", role);
}
