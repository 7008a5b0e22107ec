using System.Diagnostics;
using CsCheck;
using Microsoft.AspNetCore.Identity;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class Argon2HashTests
{
    private const string Password = "correct horse battery";

    // Made by the reference implementation's command: argon2 saltsaltsaltsalt -id -t 2 -k 19456 -p 1 -l 32 -e
    private const string Reference = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM";
    private const string CheapReference =
        "$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$exh/RmO17fS7g1zxmN2BVBL7yNsQG0lrq3yrukpnUx8";

    [Fact]
    public void Agrees_with_the_reference_implementation()
    {
        Assert.Equal(PasswordVerificationResult.Success, Argon2Hash.Verify(Reference, Password));
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(Reference, Password + "."));
    }

    [Fact]
    public void Is_a_phc_string_with_todays_cost()
    {
        var stored = Argon2Hash.Create(Password);

        Assert.Matches(@"\A\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\z", stored);
        Assert.Equal(PasswordVerificationResult.Success, Argon2Hash.Verify(stored, Password));
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(stored, "another password"));
        Assert.NotEqual(stored, Argon2Hash.Create(Password));
    }

    [Fact]
    public void Asks_for_a_new_hash_when_the_stored_one_is_cheaper()
    {
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, Argon2Hash.Verify(CheapReference, Password));
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(CheapReference, "another password"));
    }

    [Fact]
    public void Keeps_a_hash_that_costs_more_than_todays()
    {
        var stored = Argon2Hash.Create(Password, new Argon2Cost(32 * 1024, 3));

        Assert.Equal(PasswordVerificationResult.Success, Argon2Hash.Verify(stored, Password));
    }

    [Fact]
    public void Takes_a_composed_and_a_decomposed_letter_for_the_same()
    {
        var stored = Argon2Hash.Create("Jose\u0301's caf\u00e9 at noon");

        Assert.Equal(PasswordVerificationResult.Success, Argon2Hash.Verify(stored, "Jos\u00e9's cafe\u0301 at noon"));
    }

    [Fact]
    public void Hashes_text_that_is_no_valid_unicode()
    {
        var stored = Argon2Hash.Create("broken \ud800 half");

        Assert.Equal(PasswordVerificationResult.Success, Argon2Hash.Verify(stored, "broken \ud800 half"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNo")] // not base64
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")] // short salt
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O")] // short hash
    [InlineData("$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=2$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2id$v=19$m=19456,t=2$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2id$v=19$m=-1,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2id$v=19$m=7,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$argon2id$v=19$m=19456,t=0,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    [InlineData("$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW")]
    public void Answers_failed_to_a_malformed_hash(string? stored) =>
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(stored, Password));

    [Theory]
    [InlineData("m=4294967295,t=2,p=1")]
    [InlineData("m=262145,t=2,p=1")]
    [InlineData("m=19456,t=17,p=1")]
    [InlineData("m=19456,t=999999999,p=1")]
    public void Spends_nothing_on_a_hash_that_asks_for_too_much(string cost)
    {
        var started = Stopwatch.GetTimestamp();
        var result = Argon2Hash.Verify(Reference.Replace("m=19456,t=2,p=1", cost, StringComparison.Ordinal), Password);

        Assert.Equal(PasswordVerificationResult.Failed, result);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void Never_throws_whatever_was_stored() =>
        Gen.Select(Gen.Int[0, CheapReference.Length - 1], Gen.Char.AlphaNumeric, Gen.Int[0, CheapReference.Length])
            .Sample(
                (place, character, length) =>
                {
                    var changed = (CheapReference[..place] + character + CheapReference[(place + 1)..])[..length];
                    var isSame = string.Equals(changed, CheapReference, StringComparison.Ordinal);
                    return isSame || Argon2Hash.Verify(changed, Password) == PasswordVerificationResult.Failed;
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void Refuses_a_password_too_long_to_hash()
    {
        Assert.Throws<ArgumentException>(() => Argon2Hash.Create(new string('x', Argon2Hash.MaxPasswordBytes + 1)));
        Assert.Throws<ArgumentException>(() => Argon2Hash.Create(new string('\u20ac', Argon2Hash.MaxPasswordBytes)));
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(Reference, new string('x', 1_000_000)));
    }

    [Fact]
    public void Dummy_costs_what_a_real_one_costs_and_matches_nothing()
    {
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", Argon2Hash.DummyHash, StringComparison.Ordinal);
        Assert.Equal(Reference.Length, Argon2Hash.DummyHash.Length);
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(Argon2Hash.DummyHash, ""));
        Assert.Equal(PasswordVerificationResult.Failed, Argon2Hash.Verify(Argon2Hash.DummyHash, Password));
    }

    [Fact]
    public void Serves_the_frameworks_interface()
    {
        IPasswordHasher<object> hasher = new Argon2PasswordHasher<object>();

        var stored = hasher.HashPassword(this, Password);

        Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(this, stored, Password));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(this, stored, "another password"));
    }
}
