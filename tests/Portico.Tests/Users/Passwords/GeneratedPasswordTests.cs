using CsCheck;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.Users.Passwords;

namespace Portico.Tests.Users.Passwords;

public sealed class GeneratedPasswordTests
{
    private static readonly Gen<SecuritySettings> anySettings = Gen.Select(
        Gen.Int[8, 64],
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool),
        (length, kinds, refused) =>
            new SecuritySettings
            {
                MinimumLength = length,
                RequiresLower = kinds.Item1,
                RequiresUpper = kinds.Item2,
                RequiresNumber = kinds.Item3,
                RequiresSymbol = kinds.Item4,
                RefusesUsername = refused.Item1,
                RefusesCommon = refused.Item2,
                RefusesSequences = refused.Item3,
            }
    );

    [Fact]
    public void Meets_any_settings_with_16_characters_or_as_many_as_they_demand() =>
        anySettings.Sample(
            settings =>
            {
                var password = GeneratedPassword.For(settings);
                return PasswordRule.Broken(UserPasswordRules.Of(settings), new PasswordCandidate(password)).Count == 0
                    && password.Length == Math.Max(16, settings.MinimumLength);
            },
            iter: 500
        );

    [Fact]
    public void Has_every_kind_of_character_and_none_that_looks_like_another() =>
        anySettings.Sample(
            settings =>
            {
                var password = GeneratedPassword.For(settings);
                return password.Any(char.IsAsciiLetterLower)
                    && password.Any(char.IsAsciiLetterUpper)
                    && password.Any(char.IsAsciiDigit)
                    && password.Any(c => !char.IsAsciiLetterOrDigit(c))
                    && password.IndexOfAny(['0', 'O', 'o', '1', 'l', 'I', '|', ' ', '"', '\'', '\\', '<', '&']) < 0;
            },
            iter: 500
        );

    [Fact]
    public void Is_another_each_time()
    {
        var settings = new SecuritySettings();

        Assert.Equal(200, Enumerable.Range(0, 200).Select(_ => GeneratedPassword.For(settings)).Distinct(StringComparer.Ordinal).Count());
    }
}
