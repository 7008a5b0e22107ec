using static Portico.Demo.DemoOwn;
using static Portico.Demo.DemoPasswords;
using static Portico.Demo.LogoMotif;

namespace Portico.Demo;

/// <summary>The demo's customers, in the order in which they came.</summary>
internal static class DemoOrganizations
{
    /// <summary>Nobody of it signs in at present.</summary>
    public const int Suspended = 13;

    /// <summary>Leaves: within its cooling-off period.</summary>
    public const int Leaving = 4;

    /// <summary>Its own administrator's sign-in is printed.</summary>
    public const int Printed = 11;

    public static readonly IReadOnlyList<DemoOrganization> All =
    [
        new("Acker & Söhne Maschinenbau GmbH", "acker-soehne.example", "Katharina, Acker", 48, new(Hexagon, "#1f4e79", "#f2b705"), Strict),
        new("Adeyemi Legal Partners", "adeyemi-legal.example", "Folake, Adeyemi", 12, new(Arch, "#5b2333", "#f7f4f3"), Strict, Accepted),
        new("Atelier Beaumont", "atelier-beaumont.example", "Camille, Beaumont", 7, new(Quarters, "#e4572e", "#17bebb")),
        new("Bellwether Veterinary Clinic", "bellwether-vets.example", "Harriet, Bellamy", 14, new(Rings, "#2a9d8f", "#ffffff")),
        new("Brewster Logistics", "brewster-logistics.example", "Frank, Brewster", 22, Passwords: Lenient),
        new("Café Zamora", "cafe-zamora.example", "Lucía, Zamora", 5),
        new("Dvořák Optika s.r.o.", "dvorak-optika.example", "Jiří, Dvořák", 9, new(Rings, "#3d348b", "#f7b801")),
        new("Fjordlys Kommunikasjon AS", "fjordlys.example", "Ingrid, Nygård", 18, new(Peaks, "#0b3954", "#bfd7ea"), Long, Accepted),
        new("Genossenschaft Unterland", "genossenschaft-unterland.example", "Beat, Zurbriggen", 31, new(Leaf, "#386641", "#f2e8cf")),
        new("Halloran Accounting", "halloran-accounting.example", "Maeve, Halloran", 16, Passwords: Strict, Own: Invited),
        new(
            "Instituto Bilingüe Nuestra Señora de Guadalupe",
            "instituto-guadalupe.example",
            "Alejandro, Fuentes Aguilar",
            44,
            new(Arch, "#8d0801", "#f4d58d")
        ),
        new("Juniper Dental Care", "juniper-dental.example", "Rosa, Delgado", 11, new(Leaf, "#006d77", "#ffddd2"), Long, Accepted),
        new("株式会社田中製作所", "tanaka-seisakusho.example", "健二, 田中", 26, new(Bars, "#1d3557", "#e63946"), Strict),
        new("Kestrel Aviation Services", "kestrel-aviation.example", "Douglas, Wainwright", 19, new(Peaks, "#264653", "#e9c46a")),
        new("Λευκός Πύργος Ξενοδοχεία", "lefkos-pyrgos.example", "Ελένη, Παπαδάκη", 24, new(Arch, "#14213d", "#fca311")),
        new("Łódzka Fabryka Mebli", "lodzka-fabryka.example", "Małgorzata, Wójcik", 29, new(Quarters, "#774936", "#edc4b3")),
        new("Mensah & Daughters Textiles", "mensah-textiles.example", "Abena, Mensah", 8, new(Waves, "#9d4edd", "#ffd60a")),
        new("Northgate Primary School", "northgate-school.example", "Susan, Whitlock", 37, Passwords: Lenient),
        new("O’Sullivan Brothers Construction", "osullivan-construction.example", "Conor, O’Sullivan", 15, new(Bars, "#f77f00", "#003049")),
        new("Österbergs Bageri AB", "osterbergs-bageri.example", "Linnéa, Österberg", 6),
        new("شركة الواحة للتجارة", "alwaha-trading.example", "ياسمين, الهاشمي", 13, new(Waves, "#006400", "#f0ead2")),
        new(
            "Société Coopérative des Producteurs Indépendants de Fruits, Légumes et Céréales de la Vallée du Rhône et des Alpes du Sud",
            "scpi-rhone-alpes.example",
            "Marie-Françoise, Delacroix-Vandenberghe",
            60,
            new(Leaf, "#6a994e", "#fefae0"),
            Long,
            Accepted
        ),
        new(
            "Sri Lakshmi Pharmaceuticals",
            "srilakshmi-pharma.example",
            "Priya, Raghunathan",
            33,
            new(Hexagon, "#7209b7", "#4cc9f0"),
            Strict
        ),
        new(
            "Vandermeer Shipping B.V.",
            "vandermeer-shipping.example",
            "Joost, van der Meer",
            21,
            new(Waves, "#023e8a", "#caf0f8", IsWide: true)
        ),
        new("Ümraniye Yazılım A.Ş.", "umraniye-yazilim.example", "Elif, Yılmaz", 17, new(Hexagon, "#d00000", "#ffba08")),
    ];
}
