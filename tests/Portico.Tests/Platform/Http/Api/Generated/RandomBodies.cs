using System.Globalization;
using CsCheck;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>Bodies that are JSON with the members of a schema and anything in them; now and then any text.</summary>
internal static class RandomBodies
{
    /// <summary>How many for each operation.</summary>
    public const int Tries = 150;

    private static readonly Gen<string> texts = Gen.OneOf(
            Gen.String,
            Gen.Char['a', 'z'].Array[0, 300].Select(letters => new string(letters)),
            OneOf(
                "",
                " ",
                "\0",
                "\ud800",
                "a\u202eb",
                "\ud83d\ude00",
                "0123456789abcdef01234567",
                "a@example.com",
                "10.0.0.0/8",
                "readOnly",
                "%s",
                "' or ''='"
            )
        )
        .Select(Quote);

    private static readonly Gen<string> simple = Gen.OneOf(
        texts,
        Gen.Int.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        Gen.Int[-1, 1_500].Select(n => n.ToString(CultureInfo.InvariantCulture)),
        OneOf("true", "false", "null", "[]", "{}", "0", "-0", "1.0", "1e2", "1e400", "9223372036854775808")
    );

    private static readonly Gen<string> nested = Gen.OneOf(
        simple.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
        Gen.Select(texts, simple).Array[0, 3].Select(Object)
    );

    public static Gen<string> For(DescribedSchema body)
    {
        var names = body.Properties.Keys.ToArray();
        var right = new RightValues();
        var member = Gen.Int[0, names.Length - 1]
            .SelectMany(at =>
                Gen.Frequency(
                        (4, Gen.Const(() => right.Of(body.Properties[names[at]])?.ToJsonString() ?? "null")),
                        (3, simple),
                        (1, nested),
                        (1, OneOf(WrongValues.InJson(body.Properties[names[at]]).Select(wrong => wrong.Text).ToArray()))
                    )
                    .Select(value => (Quote(names[at]), value))
            );
        return Gen.Frequency(
            (20, member.Array[0, names.Length + 1].Select(members => Object([.. members.DistinctBy(m => m.Item1)]))),
            (1, nested),
            (1, Gen.String.Select(text => text.Length is 0 ? " " : text))
        );
    }

    private static Gen<string> OneOf(params string[] some) => Gen.Int[0, some.Length - 1].Select(at => some[at]);

    private static string Object((string Name, string Value)[] members) =>
        $"{{{string.Join(',', members.Select(m => $"{m.Name}:{m.Value}"))}}}";

    /// <summary>Half a character stays what it is.</summary>
    private static string Quote(string text) =>
        $"\"{string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:x4}"))}\"";
}
