namespace Portico.Demo;

/// <summary>One of the demo's customers.</summary>
/// <param name="Name">As it is written at home.</param>
/// <param name="Domain">Of its addresses; belongs to nobody.</param>
/// <param name="Contact">First and last name, with a comma between them.</param>
/// <param name="Users">How many, 5 to 60.</param>
/// <param name="Logo">What its logo shows; null without one.</param>
/// <param name="Passwords">What it demands of its users' passwords.</param>
/// <param name="Own">Whether the contact administers the organization himself.</param>
internal sealed record DemoOrganization(
    string Name,
    string Domain,
    string Contact,
    int Users,
    DemoLogo? Logo = null,
    DemoPasswords Passwords = DemoPasswords.AsGiven,
    DemoOwn Own = DemoOwn.None
)
{
    public string ContactFirst => Contact.Split(", ")[0];
    public string ContactLast => Contact.Split(", ")[1];
    public string ContactEmail => $"it@{Domain}";

    /// <summary>Names that most lists have not seen: the long one, and those of other scripts.</summary>
    private static readonly (string First, string Last, string Username)[] Rare =
    [
        ("María de los Ángeles", "Fernández-Villaverde y Rodríguez de la Fuente", "maria.fernandez-villaverde"),
        ("Αθηνά", "Παπαδοπούλου", "athina.papadopoulou"),
        ("愛子", "田中", "aiko.tanaka"),
        ("Oluwaseun Temitope", "Adebayo-Ogunleye", "seun.adebayo"),
        ("Zoë", "O’Connor", "zoe.oconnor"),
    ];

    /// <summary>First name, last name and username; the same at each call.</summary>
    public IEnumerable<(string First, string Last, string Username)> People(int number)
    {
        var plan = new SeedPlan(DemoOrganizations.All.Count, 0, 0, Seed: 1);
        return Enumerable
            .Range(0, Users)
            .Select(n => n == 3 && number % 3 == 0 ? Rare[number / 3 % Rare.Length] : SeedNames.Person(plan, number, n));
    }
}

/// <summary>What a customer demands of its users' passwords.</summary>
internal enum DemoPasswords
{
    /// <summary>Nothing was changed.</summary>
    AsGiven,

    /// <summary>Sixteen characters and multifactor authentication; none expires.</summary>
    Long,

    /// <summary>Ninety days, symbols, a long memory.</summary>
    Strict,

    /// <summary>As little as can be.</summary>
    Lenient,
}

/// <summary>Whether a customer has an administrator of its own.</summary>
internal enum DemoOwn
{
    None,
    Invited,
    Accepted,
}
