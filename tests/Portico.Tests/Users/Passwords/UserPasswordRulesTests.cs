using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.Users.Passwords;

namespace Portico.Tests.Users.Passwords;

public sealed class UserPasswordRulesTests
{
    private static readonly SecuritySettings nothing = new()
    {
        MinimumLength = 8,
        RequiresLower = false,
        RequiresUpper = false,
        RequiresNumber = false,
        RequiresSymbol = false,
        RefusesUsername = false,
        RefusesCommon = false,
        RefusesSequences = false,
    };

    [Fact]
    public void Are_what_a_new_organization_demands() =>
        Assert.Equal(
            [
                "password-too-short",
                "password-too-long",
                "password-needs-lower-case",
                "password-needs-upper-case",
                "password-needs-number",
                "password-is-email",
                "password-is-username",
                "password-common",
                "password-sequential",
            ],
            UserPasswordRules.Of(new SecuritySettings()).Select(rule => rule.Code)
        );

    [Fact]
    public void Bound_the_length_and_refuse_the_e_mail_address_whatever_the_settings()
    {
        Assert.Equal(["password-too-short", "password-too-long", "password-is-email"], UserPasswordRules.Of(nothing).Select(r => r.Code));
        Assert.Equal(["password-too-short"], Broken(nothing, "7 chars"));
        Assert.Empty(Broken(nothing, "8 chars!"));
        Assert.Empty(Broken(nothing, "password"));
        Assert.Empty(Broken(nothing, new string('x', 64)));
        Assert.Equal(["password-too-long"], Broken(nothing, new string('x', 65)));
        Assert.Equal(["password-is-email"], Broken(nothing, "Ben.Ferreira@example.com"));
    }

    [Theory]
    [InlineData(nameof(SecuritySettings.RequiresLower), "ORBIT KETTLE 7", "password-needs-lower-case")]
    [InlineData(nameof(SecuritySettings.RequiresUpper), "orbit kettle 7", "password-needs-upper-case")]
    [InlineData(nameof(SecuritySettings.RequiresNumber), "Orbit kettle !", "password-needs-number")]
    [InlineData(nameof(SecuritySettings.RequiresSymbol), "OrbitKettle77", "password-needs-symbol")]
    [InlineData(nameof(SecuritySettings.RefusesUsername), "ben.ferreira77", "password-is-username")]
    [InlineData(nameof(SecuritySettings.RefusesCommon), "Liverpool2031!", "password-common")]
    [InlineData(nameof(SecuritySettings.RefusesSequences), "lkjhgfdsa-Kz9q", "password-sequential")]
    public void Each_setting_brings_its_rule(string setting, string password, string code)
    {
        var settings = Copy(nothing);
        typeof(SecuritySettings).GetProperty(setting)!.SetValue(settings, true);

        Assert.Empty(Broken(nothing, password));
        Assert.Equal([code], Broken(settings, password));
    }

    private static string[] Broken(SecuritySettings settings, string password) =>
        [
            .. PasswordRule
                .Broken(UserPasswordRules.Of(settings), new PasswordCandidate(password, "ben.ferreira@example.com", "ben.ferreira"))
                .Where(rule => rule.Code is not "password-is-email" || password.Contains('@', StringComparison.Ordinal))
                .Select(rule => rule.Code),
        ];

    private static SecuritySettings Copy(SecuritySettings settings)
    {
        var copy = new SecuritySettings();
        foreach (var property in typeof(SecuritySettings).GetProperties())
        {
            property.SetValue(copy, property.GetValue(settings));
        }

        return copy;
    }
}
