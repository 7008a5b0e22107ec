using CsCheck;
using Portico.Platform.Secrets;
using Portico.Platform.Secrets.ForeignHashes;

namespace Portico.Tests.Platform.Secrets.ForeignHashes;

public sealed class ForeignHashTests
{
    public static TheoryData<string, string> Known => KnownHashes.All;

    [Theory]
    [MemberData(nameof(Known))]
    public void Verifies_what_another_program_hashed(string text, string password)
    {
        var hash = Hash(text);

        Assert.True(hash.Matches(password));
        Assert.False(hash.Matches(password + "."));
        Assert.False(hash.Matches(password[1..]));
        Assert.False(hash.Matches(""));
        Assert.True(hash.Text.Length <= ForeignHash.MaxLength);
        Assert.True(Hash(hash.Text).Matches(password), "what is stored reads as what was imported");
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void A_hash_that_is_cut_off_or_longer_is_refused_or_matches_nothing(string text, string password)
    {
        Assert.NotNull(ForeignHash.Read(text[..^1]).Refusal);
        Assert.NotNull(ForeignHash.Read(text + "A").Refusal);
        Assert.NotNull(ForeignHash.Read(text + "$").Refusal);
        Assert.NotNull(ForeignHash.Read(" " + text).Refusal);
        Assert.NotEqual(true, ForeignHash.Read(text[..^12] + "AAAA" + text[^8..]).Hash?.Matches(password));
    }

    [Fact]
    public void A_changed_hash_is_refused_or_matches_nothing()
    {
        var cheap = KnownHashes
            .All.Select(row => row.Data)
            .Where(d => !d.Item1.StartsWith("pbkdf2_sha256", StringComparison.Ordinal))
            .ToArray();

        Gen.Select(Gen.OneOf(cheap), Gen.Int[0, 300], Gen.Char[' ', '~'])
            .Sample(
                (known, at, character) =>
                {
                    var (text, password) = known;
                    at %= text.Length;
                    var changed = text[..at] + character + text[(at + 1)..];
                    return IsOfSameMeaning(text, changed, at) || ForeignHash.Read(changed).Hash?.Matches(password) != true;
                },
                iter: 300,
                threads: 1
            );
    }

    // What says the same: another mark of bcrypt's version and padding of its salt, a scheme's name in another case, a point for a plus.
    private static bool IsOfSameMeaning(string text, string changed, int at)
    {
        var isCrypt = text.StartsWith("{crypt}", StringComparison.OrdinalIgnoreCase);
        var bcrypt = isCrypt ? text[7..] : text;
        var place = isCrypt ? at - 7 : at;
        return string.Equals(text.Replace('.', '+'), changed.Replace('.', '+'), StringComparison.Ordinal)
            || (
                text[0] is '{'
                && at < text.IndexOf('}', StringComparison.Ordinal)
                && char.ToUpperInvariant(text[at]) == char.ToUpperInvariant(changed[at])
            )
            || (bcrypt.StartsWith("$2", StringComparison.Ordinal) && place is 2 or 28);
    }

    [Fact]
    public void Any_text_is_read_without_an_exception_and_never_repeated() =>
        Gen.Select(
                Gen.OneOf(
                    "",
                    "$2b$",
                    "$pbkdf2-sha256$",
                    "pbkdf2_sha1$",
                    "{PBKDF2-",
                    "{SSHA512}",
                    "{CRYPT}",
                    "$5$",
                    "$6$rounds=",
                    "AQAAAA",
                    "!"
                ),
                Gen.String[Gen.Char[' ', '\u00ff'], 0, 280]
            )
            .Sample(
                (start, rest) =>
                {
                    var reading = ForeignHash.Read(start + rest);
                    return (reading.Hash is null) != (reading.Refusal is null)
                        && (rest.Length < 8 || reading.Refusal?.Contains(rest, StringComparison.Ordinal) != true);
                },
                iter: 3000
            );

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("orbit kettle fjord", "none a space")]
    [InlineData("orbit-kettle-fjord", "no form that can be taken")]
    [InlineData("$1$abc$8B6mhMV2iKJ.QWFqYgPaZ1", "MD5 are too weak")]
    [InlineData("$apr1$abc$8B6mhMV2iKJ.QWFqYgPaZ1", "MD5 are too weak")]
    [InlineData("abCY/CHNnliwA", "DES and MD5 are too weak")]
    [InlineData("{CRYPT}abCY/CHNnliwA", "DES and MD5 are too weak")]
    [InlineData("{CRYPT}$1$abc$8B6mhMV2iKJ.QWFqYgPaZ1", "too weak")]
    [InlineData("{CRYPT}{SSHA}fy0r2+yx1hrn+eXtxiYDB8wNCM5zYWx0c2FsdA==", "can't be taken")]
    [InlineData("{CRYPT}$y$j9T$abcdefgh$nKlu5NuXy7snHcIhvoz41ztR1A4oHjVzY24On3kT7yA", "can't be taken")]
    [InlineData("$y$j9T$abcdefgh$nKlu5NuXy7snHcIhvoz41ztR1A4oHjVzY24On3kT7yA", "can't be taken")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA", "can't be taken")]
    [InlineData("$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "faulty program")]
    [InlineData("{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "without salt")]
    [InlineData("{MD5}X03MO1qnZdYdgyfeuILPmQ==", "without salt")]
    [InlineData("{SSHA999}fy0r2+yx1hrn+eXtxiYDB8wNCM5zYWx0c2FsdA==", "Salted SHA is taken as")]
    [InlineData("{SSHA}fy0r2+yx1hrn+eXtxiYDB8wNCM4=", "a salt of 4 to 64")]
    [InlineData("{SSHA}not/base64", "base64 of a hash of 20 bytes")]
    [InlineData("!$6$x$1NEan0Ijf.QJ6xv6ej94iRf", "is locked")]
    [InlineData("*", "is locked")]
    [InlineData("$2b$03$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", "must be 04 to 15")]
    [InlineData("$2b$16$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", "must be 04 to 15")]
    [InlineData("$2b$31$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", "must be 04 to 15")]
    [InlineData("$2b$0x$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAy", "must be 04 to 15")]
    [InlineData("$2b$04$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNA=", "malformed")]
    [InlineData("$2b$04$CCCCCCCCCCCCCCCCCCCCC.vdP3vHdyuA/WcFFNfxzGuO0lIqfsNAz", "malformed")]
    [InlineData("$pbkdf2-sha256$0$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "1 to 2,000,000 rounds")]
    [InlineData("$pbkdf2-sha256$2000001$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "1 to 2,000,000 rounds")]
    [InlineData("$pbkdf2-sha256$99999999999$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "1 to 2,000,000 rounds")]
    [InlineData("$pbkdf2-sha256$01000$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "1 to 2,000,000 rounds")]
    [InlineData("$pbkdf2-sha1$i=1000001$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "costs more than")]
    [InlineData("$pbkdf2-sha256$i=1000,l=31$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "malformed")]
    [InlineData("$pbkdf2-sha256$1000$MDE$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "salt of a PBKDF2 hash must be 4 to 64")]
    [InlineData("$pbkdf2-sha256$i=1000$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ", "hash of a PBKDF2 hash must be 16 to 64")]
    [InlineData("$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DI", "by SHA256 must be 32 bytes")]
    [InlineData("$pbkdf2-md5$1000$MDEyMzQ1Njc4OWFiY2RlZg$GDfO3DJ.gc1B7k3i7w3lwoh6WtVAsWjVRq79tYgNr90", "SHA-1, SHA-256 or SHA-512")]
    [InlineData("pbkdf2_sha256$1000$salt", "malformed")]
    [InlineData("{PBKDF2-SHA256}1000$MDEyMzQ1Njc4OWFiY2RlZg", "malformed")]
    [InlineData("AQAAAAMAAAPoAAAAEDAxMjM0NTY3ODlhYmNkZWYYN87cMn6BzUHuTeLvDeXCiHpa1UCxaNVGrv21iA2v3Q==", "SHA-1, SHA-256 or SHA-512")]
    [InlineData("AQAAAAH/////AAAAEDAxMjM0NTY3ODlhYmNkZWYYN87cMn6BzUHuTeLvDeXCiHpa1UCxaNVGrv21iA2v3Q==", "1 to 2,000,000 rounds")]
    [InlineData("AQAAAAEAAAPo/////zAxMjM0NTY3ODlhYmNkZWYYN87cMn6BzUHuTeLvDeXCiHpa1UCxaNVGrv21iA2v3Q==", "cut off")]
    [InlineData("AQAAAAEAAAPo", "malformed")]
    [InlineData("$5$rounds=999$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "1,000 to 1,000,000 rounds")]
    [InlineData("$5$rounds=1000001$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "1,000 to 1,000,000 rounds")]
    [InlineData("$5$rounds=$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "1,000 to 1,000,000 rounds")]
    [InlineData("$5$costs=5000$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "malformed")]
    [InlineData("$5$$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "1 to 16 characters")]
    [InlineData("$5$saltstringsaltstr$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "1 to 16 characters")]
    [InlineData("$6$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", "must have 86 characters")]
    public void Refuses_with_the_reason(string? text, string reason) =>
        Assert.Contains(reason, ForeignHash.Read(text).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Refuses_what_is_too_long_before_any_work() =>
        Assert.Contains("at most 256", ForeignHash.Read("$6$" + new string('x', 1_000_000)).Refusal, StringComparison.Ordinal);

    [Fact]
    public void Tries_the_password_as_it_was_typed_and_normalized()
    {
        // libxcrypt, of "café at noon" with the accent as a letter of its own; and of the one composed.
        var decomposed = Hash("$2b$04$abcdefghijklmnopqrstuurIHXOK77tbX6BrLMzhAuVn6FktHunl.");
        var composed = Hash("{SSHA256}" + Convert.ToBase64String([.. Sha256("caf\u00e9 at noonsalt"), .. "salt"u8]));

        Assert.True(decomposed.Matches("cafe\u0301 at noon"));
        Assert.False(decomposed.Matches("caf\u00e9 at noon"), "nobody typed that where the hash was made");
        Assert.True(composed.Matches("caf\u00e9 at noon"));
        Assert.True(composed.Matches("cafe\u0301 at noon"));
        Assert.False(composed.Matches("broken \ud800 half"));
    }

    [Fact]
    public void Bcrypt_reads_72_bytes_and_nothing_with_a_zero_in_it()
    {
        var hash = Hash("$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"); // libxcrypt, of 72 x and "yz"
        var a = Hash("$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe");

        Assert.True(hash.Matches(new string('x', 72)));
        Assert.True(hash.Matches(new string('x', 90)));
        Assert.False(hash.Matches(new string('x', 71)));
        Assert.False(a.Matches("a\0a"), "bcrypt repeats the password with a zero between, so that this would be the same");
        Assert.False(a.Matches("broken \ud800 half"));
    }

    [Fact]
    public void A_password_beyond_the_bounds_matches_nothing()
    {
        var password = new string('x', Argon2Hash.MaxPasswordBytes + 1);
        var ssha = Hash("{SSHA256}" + Convert.ToBase64String([.. Sha256(password + "salt"), .. "salt"u8]));
        var shortEnough = Hash("{SSHA256}" + Convert.ToBase64String([.. Sha256(password[1..] + "salt"), .. "salt"u8]));
        var crypt = ShaCrypt.Sha256.Hash(
            new byte[257]
                .Select(_ => (byte)'x')
                .ToArray(),
            "salt"u8.ToArray(),
            1000
        );

        Assert.False(ssha.Matches(password));
        Assert.True(shortEnough.Matches(password[1..]));
        Assert.False(Hash("$5$rounds=1000$salt$" + crypt).Matches(new string('x', 257)));
    }

    [Fact]
    public void Is_not_printed()
    {
        var reading = ForeignHash.Read("{SSHA}fy0r2+yx1hrn+eXtxiYDB8wNCM5zYWx0c2FsdA==");

        Assert.Equal("HashReading", reading.ToString());
        Assert.Equal("SaltedShaHash", reading.Hash!.ToString());
    }

    private static byte[] Sha256(string text) => System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

    private static ForeignHash Hash(string text)
    {
        var reading = ForeignHash.Read(text);
        Assert.Null(reading.Refusal);
        return reading.Hash!;
    }
}
