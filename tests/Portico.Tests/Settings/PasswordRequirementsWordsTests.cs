using Portico.Settings;

namespace Portico.Tests.Settings;

public sealed class PasswordRequirementsWordsTests
{
    [Fact]
    public void A_new_organization_reads_so() =>
        Assert.Equal(
            "At least 12 characters, with upper case, lower case and a number; not the username, a commonly used password, a sequence or the last 10",
            PasswordRequirementsWords.Of(new SecuritySettings())
        );

    [Fact]
    public void Nothing_asked_but_a_length_is_the_length() => Assert.Equal("At least 8 characters", Words(_ => { }));

    public static TheoryData<string, Action<SecuritySettings>> Fields =>
        new()
        {
            { "At least 64 characters", s => s.MinimumLength = 64 },
            { "At least 8 characters, with upper case", s => s.RequiresUpper = true },
            { "At least 8 characters, with lower case", s => s.RequiresLower = true },
            { "At least 8 characters, with a number", s => s.RequiresNumber = true },
            { "At least 8 characters, with a symbol", s => s.RequiresSymbol = true },
            { "At least 8 characters, with upper case and a symbol", s => s.RequiresUpper = s.RequiresSymbol = true },
            {
                "At least 8 characters, with upper case, lower case, a number and a symbol",
                s => s.RequiresUpper = s.RequiresLower = s.RequiresNumber = s.RequiresSymbol = true
            },
            { "At least 8 characters; not the username", s => s.RefusesUsername = true },
            { "At least 8 characters; not a commonly used password", s => s.RefusesCommon = true },
            { "At least 8 characters; not a sequence", s => s.RefusesSequences = true },
            { "At least 8 characters; not the username or a commonly used password", s => s.RefusesUsername = s.RefusesCommon = true },
            { "At least 8 characters; not the last 10", s => s.HistoryLength = 10 },
            { "At least 8 characters; not the last one", s => s.HistoryLength = 1 },
            { "At least 8 characters; expires after 90 days", s => s.ExpiryDays = 90 },
            { "At least 8 characters; expires after 1 day", s => s.ExpiryDays = 1 },
            { "At least 8 characters; may be changed again after 1 hour", s => s.MinimumAgeHours = 1 },
            { "At least 8 characters; may be changed again after 36 hours", s => s.MinimumAgeHours = 36 },
            { "At least 8 characters; may be changed again after 1 day", s => s.MinimumAgeHours = 24 },
            { "At least 8 characters; may be changed again after 30 days", s => s.MinimumAgeHours = 720 },
        };

    [Theory]
    [MemberData(nameof(Fields))]
    public void Each_field_has_its_words(string words, Action<SecuritySettings> set) => Assert.Equal(words, Words(set));

    [Fact]
    public void All_of_them_read_in_one_line() =>
        Assert.Equal(
            "At least 12 characters, with upper case, lower case and a number; not the username or the last 10; "
                + "expires after 90 days; may be changed again after 2 hours",
            Words(s =>
            {
                s.MinimumLength = 12;
                s.RequiresUpper = s.RequiresLower = s.RequiresNumber = s.RefusesUsername = true;
                s.HistoryLength = 10;
                s.ExpiryDays = 90;
                s.MinimumAgeHours = 2;
            })
        );

    private static string Words(Action<SecuritySettings> set)
    {
        var settings = new SecuritySettings
        {
            MinimumLength = 8,
            RequiresLower = false,
            RequiresUpper = false,
            RequiresNumber = false,
            RefusesUsername = false,
            RefusesCommon = false,
            RefusesSequences = false,
            HistoryLength = null,
        };
        set(settings);
        return PasswordRequirementsWords.Of(settings);
    }
}
