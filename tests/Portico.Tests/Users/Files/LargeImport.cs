using System.Globalization;
using System.Text;

namespace Portico.Tests.Users.Files;

/// <summary>A file of 5,000 people, as a personnel office would send one, of whose rows 37 are bad in ways that people make.</summary>
internal static class LargeImport
{
    private const string Header = "Login;E-mail address;Given name;Surname;Dept;Employee number;Manager";

    private static readonly string[] first = ["Anna", "Zoë", "Ömer", "João", "Siân", "Łukasz", "Nguyễn", "Søren"];
    private static readonly string[] last = ["Kovács", "O'Brien", "García", "Müller", "van den Berg", "Ng", "Дмитриев", "佐藤"];
    private static readonly string[] departments = ["Sales", "Research", "Production", "Accounts"];

    /// <summary>Every 135th row, by what is wrong with it: the number of the row, the column, the reason.</summary>
    public static IReadOnlyList<string> Bad =>
        [
            .. Enumerable
                .Range(0, 37)
                .Select(n =>
                {
                    var row = 2 + (n * 135);
                    return (n % 6) switch
                    {
                        0 => Text($"{row}|E-mail address|This is not an e-mail address. Write it like name@example.com."),
                        1 => Text($"{row}|Login|Row {row - 1} has the same name."),
                        2 => Text($"{row}|Login|Enter a username."),
                        3 => Text($"{row}|E-mail address|Row {row - 1} has the same address."),
                        4 => Text($"{row}|Given name|Use at most 100 characters."),
                        _ => Text($"{row}|Manager|There is no user of that name, nor a row of one."),
                    };
                }),
        ];

    public static string File()
    {
        var file = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < 5_000; i++)
        {
            file.Append(string.Join(';', i % 135 is 0 && i < 37 * 135 ? BadRow(i, i / 135 % 6) : Row(i))).Append('\n');
        }

        return file.ToString();
    }

    private static string[] Row(int i) =>
        [
            Text($"user{i}"),
            Text($"user{i}@large.example"),
            first[i % first.Length],
            last[i / 3 % last.Length],
            departments[i % departments.Length],
            Text($"P-{i:00000}"),
            i % 10 is 7 ? "user4999" : "",
        ];

    private static string[] BadRow(int i, int kind)
    {
        var row = Row(i);
        (row[0], row[1], row[2], row[6]) = kind switch
        {
            0 => (row[0], "user at large", row[2], row[6]),
            1 => (Text($"USER{i - 1}"), row[1], row[2], row[6]),
            2 => ("", row[1], row[2], row[6]),
            3 => (row[0], Text($"User{i - 1}@large.example"), row[2], row[6]),
            4 => (row[0], row[1], new string('x', 101), row[6]),
            _ => (row[0], row[1], row[2], "nobody.at.all"),
        };
        return row;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
