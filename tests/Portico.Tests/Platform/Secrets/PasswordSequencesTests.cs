using CsCheck;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class PasswordSequencesTests
{
    [Theory]
    [InlineData("abcdef")]
    [InlineData("zyxwvutsrqpo")]
    [InlineData("ABCdefGHIjkl")]
    [InlineData("12345678")]
    [InlineData("9876543210")]
    [InlineData("78901234567890")]
    [InlineData("qwertyuiop")]
    [InlineData("qwertzuiopü")]
    [InlineData("AzertyUiop")]
    [InlineData("poiuytrewq")]
    [InlineData("lkjhgfdsa")]
    [InlineData("qweasdzxc123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("!@#$%^&*()")]
    [InlineData("абвгдежз")]
    [InlineData("йцукенгшщз")]
    [InlineData("αβγδεζηθ")]
    [InlineData("aaaaaa")]
    [InlineData("AaAaAaAa")]
    [InlineData("11112222")]
    [InlineData("abcabcabc")]
    [InlineData("k7k7k7k7k7k7")]
    [InlineData("kettlekettle")]
    [InlineData("kTq9#mZkTq9#mZ")]
    [InlineData("🦆🦆🦆🦆🦆🦆")]
    [InlineData("abcdefgh-Kz9")] // 8 of 12
    [InlineData("Kettle1234567")] // 7 of 13
    public void Refuses_what_is_mostly_a_sequence_or_a_repetition(string password) =>
        Assert.Equal(["password-sequential"], Broken(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("the ferry left before the rain")]
    [InlineData("orbit-kettle-fjord")]
    [InlineData("property of the first student")]
    [InlineData("Kettle123456")] // 6 of 12
    [InlineData("orbit-123-kettle-aaa")]
    [InlineData("mama-und-papa-lesen")]
    [InlineData("acegikmoqsuw")] // every second letter is no row that anybody types
    [InlineData("straße zum café")]
    [InlineData("🦆🚲🌋🎻🧊🪁🛶🥝🪐🧭🦉🎲")]
    [InlineData("ab")]
    [InlineData("")]
    public void Lets_a_short_run_in_a_longer_password_pass(string password) => Assert.Empty(Broken(password));

    [Fact]
    public void Judges_a_run_by_what_stands_beside_it()
    {
        const string run = "efghijkl";

        Assert.NotEmpty(Broken(run + "Xq7%v9T")); // 8 of 15
        Assert.Empty(Broken(run + "Xq7%v9Tw")); // 8 of 16
    }

    [Fact]
    public void Any_stretch_of_a_row_is_refused_forwards_and_backwards() =>
        Gen.Select(Gen.OneOf("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "1234567890"), Gen.Int[0, 25], Gen.Int[3, 26])
            .Sample(
                (row, start, length) =>
                {
                    var from = start % (row.Length - 2);
                    var piece = row[from..Math.Min(row.Length, from + length)];
                    var backwards = new string([.. piece.AsEnumerable().Reverse()]);
                    return Broken(piece).Length == 1 && Broken(backwards).Length == 1;
                },
                iter: 500
            );

    [Fact]
    public void Any_piece_repeated_is_refused() =>
        Gen.Select(Gen.String[Gen.Char["bdfhkmprtvxz2468#+"], 3, 12], Gen.Int[2, 6])
            .Sample((piece, times) => Broken(string.Concat(Enumerable.Repeat(piece, times))).Length == 1, iter: 500);

    [Fact]
    public void Random_passwords_pass() =>
        Gen.String[Gen.Char["abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-+#"], 12, 64]
            .Sample(password => Broken(password).Length == 0, iter: 1000);

    [Fact]
    public void Does_not_work_on_what_is_far_too_long_to_be_a_password() => Assert.Empty(Broken(new string('a', 1_000_000)));

    private static string[] Broken(string password) =>
        [.. PasswordRule.Broken([PasswordRule.NotSequential], new PasswordCandidate(password)).Select(rule => rule.Code)];
}
