using System.Globalization;
using System.Text.Json.Nodes;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>A value that is wrong, as JSON or as a query has it, and why.</summary>
internal sealed record WrongValue(string Why, string Text);

/// <summary>Values that a schema does not take: of each other type, out of each bound that it has.</summary>
internal static class WrongValues
{
    private const string Id = "0123456789abcdef01234567";

    private static readonly (string Type, string Json)[] others =
    [
        ("string", "\"words\""),
        ("string", "\"\""),
        ("integer", "7"),
        ("number", "12.5"),
        ("number", "1e400"),
        ("number", "-1e400"),
        ("boolean", "true"),
        ("null", "null"),
        ("array", "[]"),
        ("array", "[[]]"),
        ("object", "{}"),
        ("object", """{ "name": "words" }"""),
    ];

    /// <summary>What looks like a text of one line and is none, or has no meaning where a certain form is asked for.</summary>
    private static readonly string[] oddTexts = ["a\0b", "a\nb", "a\u202eb", "a\u2028b", "!", "..", Id + "0", "name,", "' or ''='"];

    private static readonly string[] noNumbers = ["x", "", "1.5", "true", "01", "1e400", "null", "[1]"];
    private static readonly string[] noAnswers = ["yes", "", "1", "True"];
    private static readonly string[] noDays = ["yesterday", "", "2026-13-01", "2026-3-1", "2026-02-30"];

    public static IEnumerable<WrongValue> InJson(DescribedSchema schema) =>
        [
            .. others.Where(o => !schema.Takes(o.Type)).Select(o => new WrongValue($"{o.Json} for another type", o.Json)),
            .. TextsOf(schema).Select(t => new WrongValue(t.Why, Quote(t.Text))),
            .. schema.Takes("string") ? new[] { new WrongValue("half a character", "\"a\\ud800b\"") } : [],
            .. NumbersOf(schema),
            .. ListsOf(schema),
        ];

    public static IEnumerable<WrongValue> InQuery(DescribedSchema schema) =>
        [
            .. schema.Takes("integer") ? noNumbers.Select(t => new WrongValue("no whole number", t)) : [],
            .. schema.Takes("boolean") ? noAnswers.Select(t => new WrongValue("neither true nor false", t)) : [],
            .. schema.Format is "date" ? noDays.Select(t => new WrongValue("no day", t)) : [],
            .. NumbersOf(schema),
            // Longer addresses the server refuses before anyone reads them.
            .. TextsOf(schema).Where(t => t.Text.Length < 6_000),
        ];

    private static IEnumerable<WrongValue> TextsOf(DescribedSchema schema)
    {
        if (!schema.Takes("string"))
        {
            yield break;
        }

        if (schema.Enum is { } words)
        {
            foreach (var text in new[] { "nothingOfThese", "", "0", string.Join(", ", words) })
            {
                yield return new WrongValue("none of the words", text);
            }

            yield break;
        }

        foreach (var odd in oddTexts.Where(t => !schema.Matches(t)))
        {
            yield return new WrongValue("another form", odd);
        }

        if (schema.MinLength > 0)
        {
            yield return new WrongValue("too short", "");
            yield return new WrongValue("too short but for blanks", "  ");
        }

        foreach (var length in schema.MaxLength is { } most ? new[] { most + 1, 5_000, 10_000 }.Where(l => l > most) : [])
        {
            var end = schema.Format is "email" ? "@example.com" : "";
            yield return new WrongValue("too long", new string('a', length - end.Length) + end);
        }

        if (schema.Format is "email")
        {
            foreach (var text in new[] { "nobody", "a@b@c.example", "<a@example.com>", "a@example.com, b@example.com" })
            {
                yield return new WrongValue("no address", text);
            }
        }
    }

    private static IEnumerable<WrongValue> NumbersOf(DescribedSchema schema)
    {
        if (!schema.Takes("integer"))
        {
            yield break;
        }

        var odd = schema.Enum is { } some ? some.Max(n => (long?)n) + 1 : null;
        foreach (var number in new[] { schema.Minimum - 1, schema.Maximum + 1, odd, int.MaxValue + 1L, int.MinValue - 1L, long.MaxValue })
        {
            if (number is { } given)
            {
                yield return new WrongValue("out of range", given.ToString(CultureInfo.InvariantCulture));
            }
        }

        yield return new WrongValue("too large for any number of 64 bits", "9223372036854775808");
    }

    private static IEnumerable<WrongValue> ListsOf(DescribedSchema schema)
    {
        if (schema.Items is not { } item)
        {
            return [];
        }

        var items = InJson(item).Select(wrong => new WrongValue($"a list with {wrong.Why}", $"[{wrong.Text}]"));
        return schema.MaxItems is { } most
            ? items.Append(new WrongValue("too many", $"[{string.Join(',', Enumerable.Repeat(Quote(Id), most + 1))}]"))
            : items;
    }

    private static string Quote(string text) => JsonValue.Create(text)!.ToJsonString();
}
