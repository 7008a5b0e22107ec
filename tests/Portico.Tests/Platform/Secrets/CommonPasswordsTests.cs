using CsCheck;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class CommonPasswordsTests
{
    [Fact]
    public void Holds_the_real_list() => Assert.Equal(590_286, CommonPasswords.Count);

    [Theory]
    [InlineData("password")]
    [InlineData("123456789")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("leavemealone")]
    [InlineData("unbelievable")]
    [InlineData("philadelphia")]
    [InlineData("counterstrike")]
    [InlineData("needforspeed")]
    [InlineData("123456789987654321")]
    [InlineData("jamesbond007")]
    public void Finds_what_is_on_it(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("Philadelphia")]
    [InlineData("COUNTERSTRIKE")]
    public void Ignores_case(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("Password2024!")]
    [InlineData("!!Sunshine2026!!")]
    [InlineData("2026-Liverpool")]
    public void Looks_behind_digits_and_symbols_at_both_ends(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("dragon8274619305")]
    [InlineData("it 93-82-71-66-05")]
    public void Lets_a_common_word_stand_beside_more_than_as_much_again(string password) =>
        Assert.False(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("xq7!xq7!xq7!xq7!")]
    [InlineData("monkeymonkeymonkey")]
    [InlineData("SunshineSunshine1")]
    public void Refuses_repetitions(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("")]
    [InlineData("orbit-kettle-fjord-37")]
    [InlineData("the ferry left before the rain")]
    [InlineData("vT9#mq2LkX!c")]
    [InlineData("\ud800\ud800\ud801 broken half")]
    public void Lets_others_pass(string password) => Assert.False(CommonPasswords.Contains(password));

    [Fact]
    public void Takes_fewer_than_one_in_ten_thousand_others_for_common()
    {
        var wrong = Enumerable.Range(0, 200_000).Count(n => CommonPasswords.Contains($"{n}:not a listed password:{n * 7919L}"));

        Assert.InRange(wrong, 0, 20);
    }

    [Fact]
    public void Never_throws() => Gen.String.Sample(text => CommonPasswords.Contains(text) || true, iter: 5_000);

    [Fact]
    public void Refuses_a_file_that_is_no_filter()
    {
        Assert.Throws<InvalidDataException>(() => new XorFilter([]));
        Assert.Throws<InvalidDataException>(() => new XorFilter(new byte[64]));
        Assert.Throws<InvalidDataException>(() => new XorFilter([.. "XF16"u8, .. new byte[15], 1, .. new byte[8]]));
    }
}
