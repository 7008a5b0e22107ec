using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class PasswordRuleTests
{
    private const string Anna = "anna.kovacs@example.com";

    [Theory]
    [InlineData("orbit-kettle-fjord")]
    [InlineData("orbitkettlef")] // 12
    [InlineData("the ferry left before the rain")]
    public void Accepts_a_good_password(string password) => Assert.Empty(AdministratorPasswordRules.Check(password, Anna));

    [Theory]
    [InlineData("orbitkettle", "password-too-short")] // 11
    [InlineData("", "password-too-short")]
    [InlineData("Password2024!", "password-common")]
    [InlineData("anna.kovacs@example.com", "password-is-email")]
    [InlineData("ANNA.KOVACS@example.com", "password-is-email")]
    [InlineData("anna.kovacs2026", "password-is-email")]
    [InlineData("my anna.kovacs!", "password-is-email")]
    public void Names_the_broken_rule(string password, string code) =>
        Assert.Equal([code], AdministratorPasswordRules.Check(password, Anna).Select(rule => rule.Code));

    [Fact]
    public void Allows_up_to_64_characters()
    {
        var longest = string.Concat(Enumerable.Range(10, 32)); // 64 digits

        Assert.Empty(AdministratorPasswordRules.Check(longest, Anna));
        Assert.Equal("password-too-long", Assert.Single(AdministratorPasswordRules.Check(longest + "x", Anna)).Code);
    }

    [Fact]
    public void Counts_code_points_not_bytes_or_utf16_units()
    {
        const string twelve = "🦆🚲🌋🎻🧊🪁🛶🥝🪐🧭🦉🎲";

        Assert.Equal(24, twelve.Length);
        Assert.Empty(AdministratorPasswordRules.Check(twelve, Anna));
        Assert.Equal("password-too-short", Assert.Single(AdministratorPasswordRules.Check(twelve[2..], Anna)).Code);
    }

    [Fact]
    public void Names_all_broken_rules_at_once_with_sentences()
    {
        var broken = AdministratorPasswordRules.Check("anna.kovacs", Anna);

        Assert.Equal(["password-too-short", "password-is-email"], broken.Select(rule => rule.Code));
        Assert.All(AdministratorPasswordRules.All, rule => Assert.EndsWith(".", rule.Problem, StringComparison.Ordinal));
        Assert.Equal("Use at least 12 characters.", broken[0].Problem);
        Assert.Equal("At least 12 characters", broken[0].Requirement);
    }

    [Fact]
    public void Does_not_mind_a_short_local_part_by_chance() =>
        Assert.Empty(AdministratorPasswordRules.Check("orbit-kettle-ann-fjord", "ann@example.com"));

    [Theory]
    [InlineData("ORBIT KETTLE 7", "password-needs-lower-case")]
    [InlineData("orbit kettle 7", "password-needs-upper-case")]
    [InlineData("Orbit kettle !", "password-needs-number")]
    [InlineData("OrbitKettle77", "password-needs-symbol")]
    [InlineData("B.Ferreira-77", "password-is-username")]
    [InlineData("Straße-КОТ-٣", null)]
    [InlineData("Orbit kettle 7", null)]
    public void Rules_of_an_organization_can_be_put_together(string password, string? code)
    {
        PasswordRule[] rules =
        [
            PasswordRule.LowerCase,
            PasswordRule.UpperCase,
            PasswordRule.Number,
            PasswordRule.Symbol,
            PasswordRule.NotUsername,
            PasswordRule.NotCommon,
        ];

        var broken = PasswordRule.Broken(rules, new PasswordCandidate(password, Username: "b.ferreira"));

        Assert.Equal(code is null ? [] : [code], broken.Select(rule => rule.Code));
    }

    [Fact]
    public void Does_not_print_the_password() =>
        Assert.DoesNotContain("orbit", new PasswordCandidate("orbit-kettle").ToString(), StringComparison.Ordinal);
}
