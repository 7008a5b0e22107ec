using System.Globalization;
using System.Text;

namespace Portico.Demo;

/// <summary>Names for seeded organizations and people: varied as real ones are, unique where the product wants them unique.</summary>
internal static class SeedNames
{
    private static readonly string[] Leads =
    [
        .. Words(
            "Acker Almgren Amundsen Anders Baker Baxter Beaumont Bellamy Bergström Blackwood Brandt Bristow Calloway Carver Castellano"
        ),
        .. Words("Chen Clarke Cobalt Corrigan Danube Delacroix Dühring Easton Eckhart Elmwood Falkner Ferreira Fjord Galway Granville"),
        .. Words(
            "Halloran Harbour Hashimoto Ibsen Ironbridge Jansen Juniper Kaminski Kestrel Kilbride Kowalczyk Lakeland Larkin Lindqvist"
        ),
        .. Words(
            "Łódzki Maddox Marlowe Meridian Montague Müller Nakamura Northgate Novák Oakridge Okafor Orchard Österberg Palisade Pemberton"
        ),
        .. Words("Quayside Quincy Ramirez Redfern Rossi Sandoval Sato Schäfer Sinclair Stonebridge Søndergaard Tanaka Thornbury Underhill"),
        .. Words("Valenti Vandermeer Vestergaard Wainwright Westbrook Whitlock Xavier Yamada Yorke Zamora Zimmermann"),
    ];

    private static readonly string[] Trades =
    [
        .. Words("Accounting Advisory Analytics Architects Automotive Aviation Bakeries Brewing Capital Catering Ceramics Chemicals"),
        .. Words("Clinics Construction Consulting Dental Design Electrical Engineering Farms Financial Fisheries Foods Forestry Furniture"),
        .. Words("Glassworks Health Hotels Insurance Interiors Kitchens Laboratories Law Logistics Machinery Marine Media Metals"),
        .. Words("Optics Packaging Pharmacies Plumbing Printing Properties Publishing Robotics Schools Security Shipping Textiles"),
        .. Words("Timber Tools Travel Veterinary Vineyards Water Wholesale"),
    ];

    private static readonly string[] Forms =
    [
        .. Words("& GmbH Ltd LLC AG Inc. Oy AB ApS B.V. PLC S.A. Group Partners Holdings").Select(f => f is "&" ? "& Sons" : f),
    ];

    private static readonly string[] FirstNames =
    [
        .. Words("Ada Ahmed Aiko Alba Alejandro Amina Anton Aria Arjun Astrid Axel Beatriz Ben Bianca Björn Bruno Camille Carlos Chiara"),
        .. Words("Chloe Dana Daniel Diego Dmitri Elena Elias Elif Emma Erik Esra Eva Farah Felix Fiona Francesca Gabriel Grace Greta Hana"),
        .. Words(
            "Hassan Hugo Ibrahim Ines Ingrid Isaac Ivan Jana Jonas Julia Kai Karin Katya Kenji Lars Laura Leila Leon Lucía Luka Magnus"
        ),
        .. Words("Maja Malik Maria Mateo Maya Mei Mila Mohamed Nadia Nils Noah Nora Oksana Olga Omar Oskar Paula Pedro Petra Priya Rafael"),
        .. Words("Ravi Rosa Samir Sara Sofia Søren Stefan Svea Tariq Theo Tomás Ulla Valeria Viktor Wei Yara Yusuf Zoé"),
    ];

    private static readonly string[] LastNames =
    [
        .. Words(
            "Abe Adeyemi Aguilar Ali Almeida Andersen Aydin Bakker Banerjee Barbieri Bauer Becker Bennett Berg Bianchi Blanc Bondarenko"
        ),
        .. Words(
            "Brown Campbell Castro Chan Cohen Costa Cruz Dahl Das Diaz Dubois Dvořák Eriksen Evans Fernández Fischer Foster Fuentes García"
        ),
        .. Words(
            "Gomez Greco Gruber Gupta Haddad Hall Hansen Hassan Hayashi Herrera Hoffmann Horvat Hughes Ito Ivanov Jansson Jensen Johansen"
        ),
        .. Words(
            "Kaya Keller Khan Kim Klein Koch Koskinen Kovač Krüger Kumar Larsen Laurent Lehmann Lewis Li Lindholm López Maier Martin Mensah"
        ),
        .. Words(
            "Meyer Mitchell Mohamed Moreau Morris Murphy Nagy Nguyen Nielsen Novak Nowak Okoye Olsen Ortiz Park Patel Pereira Petrov Popescu"
        ),
        .. Words(
            "Ramos Rao Reid Reyes Richter Rivera Romano Rossi Ruiz Santos Sanchez Schmidt Schulz Sharma Silva Singh Smith Suzuki Svensson"
        ),
        .. Words(
            "Takahashi Taylor Torres Tran Turner Vega Virtanen Vogel Wagner Walker Wang Weber White Wilson Wolf Wright Yılmaz Young Zhang"
        ),
    ];

    private const int EveryLong = 97;

    /// <summary>Unique among the organizations of a plan, at most 255 characters; one in 97 is longer than any table is wide.</summary>
    public static string Organization(SeedPlan plan, int number)
    {
        var names = Leads.Length * Trades.Length * Forms.Length;
        var pick = Shuffled(plan, "organization-name", number % names, names);
        var name =
            $"{Leads[pick % Leads.Length]} {Trades[pick / Leads.Length % Trades.Length]} {Forms[pick / Leads.Length / Trades.Length]}";
        if (number >= names)
        {
            name += string.Create(CultureInfo.InvariantCulture, $" {(number / names) + 1}");
        }

        return number % EveryLong == EveryLong - 1
            ? $"{name}, formerly the Joint Association of Independent Manufacturers, Wholesalers and Retailers of the Upper Valley and the Coastal Districts"
            : name;
    }

    /// <summary>A domain that belongs to nobody; unique among the organizations of a plan.</summary>
    public static string Domain(string organization, int number)
    {
        var words = organization.Split(' ');
        return string.Create(CultureInfo.InvariantCulture, $"{Plain(words[0])}-{Plain(words[1])}-{number}.example");
    }

    /// <summary>The person of that number in the organization; the username is unique within it.</summary>
    public static (string First, string Last, string Username) Person(SeedPlan plan, int organization, int number)
    {
        var names = FirstNames.Length * LastNames.Length;
        var pick = (int)((uint)Shuffled(plan, "person", number % names, names) + (plan.Draw("people", organization) % (uint)names)) % names;
        var (first, last) = (FirstNames[pick % FirstNames.Length], LastNames[pick / FirstNames.Length]);
        var username = $"{Plain(first)}.{Plain(last)}";
        return (first, last, number < names ? username : string.Create(CultureInfo.InvariantCulture, $"{username}{(number / names) + 1}"));
    }

    /// <summary>Visits every number below <paramref name="all"/> once, in an order that looks random: a step that shares no factor with it.</summary>
    private static int Shuffled(SeedPlan plan, string of, int number, int all)
    {
        var step = (long)(plan.Draw(of, all) % (uint)all);
        while (step < 2 || Gcd(step, all) != 1)
        {
            step++;
        }

        return (int)(((number * step) + (long)(plan.Draw(of, all, 1) % (uint)all)) % all);
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    /// <summary>Letters a to z only.</summary>
    internal static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            plain.Append(
                c switch
                {
                    >= 'a' and <= 'z' => c.ToString(),
                    'ø' => "o",
                    'ł' => "l",
                    'ı' => "i",
                    _ => "",
                }
            );
        }

        return plain.ToString();
    }

    private static string[] Words(string words) => words.Split(' ');
}
