using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portico.Platform.Secrets.ForeignHashes;

namespace Portico.Tests.Platform.Secrets.ForeignHashes;

/// <summary>What is written in a form is read back and matches its password and no other.</summary>
public sealed class WrittenHashesTests
{
    private static readonly Gen<string> passwords = Gen.String[Gen.Char[' ', '\u04ff'], 1, 40];

    [Fact]
    public void Pbkdf2_of_any_cost_salt_and_size() =>
        Gen.Select(passwords, Gen.Byte.Array[4, 64], Gen.Int[1, 500], Gen.Int[16, 64], Gen.OneOf("sha1", "sha256", "sha512"))
            .Sample(
                (password, salt, rounds, size, name) =>
                {
                    var algorithm = new HashAlgorithmName(name.ToUpperInvariant());
                    var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, algorithm, size);
                    var digest = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, algorithm, SizeOf(name));
                    return IsOf(password, $"$pbkdf2-{name}$i={rounds},l={size}${Unpadded(salt, '+')}${Unpadded(hash, '+')}")
                        && IsOf(password, $"$pbkdf2-{name}${rounds}${Unpadded(salt, '.')}${Unpadded(digest, '.')}")
                        && IsOf(password, $"{{PBKDF2-{name.ToUpperInvariant()}}}{rounds}${Unpadded(salt, '.')}${Unpadded(digest, '.')}");
                },
                iter: 200,
                threads: 1
            );

    [Fact]
    public void Salted_sha_of_any_salt() =>
        Gen.Select(passwords, Gen.Byte.Array[4, 64])
            .Sample(
                (password, salt) =>
                    IsOf(password, "{SSHA512}" + Salted(SHA512.HashData, password, salt))
                    && IsOf(password, "{ssha256}" + Salted(SHA256.HashData, password, salt))
                    && IsOf(
                        password,
                        "{SSHA}" + Salted(bytes => CryptographicOperations.HashData(HashAlgorithmName.SHA1, bytes), password, salt)
                    ),
                iter: 200
            );

    [Theory]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV2)]
    [InlineData(PasswordHasherCompatibilityMode.IdentityV3)]
    public void What_the_frameworks_own_hasher_wrote(PasswordHasherCompatibilityMode mode)
    {
        var hasher = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { CompatibilityMode = mode, IterationCount = 1000 })
        );

        passwords.Sample(password => IsOf(password, hasher.HashPassword(new object(), password)), iter: 30, threads: 1);
    }

    [Fact]
    public void Bcrypt_of_any_password() =>
        passwords.Sample(password => IsOf(password, BCrypt.Net.BCrypt.HashPassword(password, 4)), iter: 10, threads: 1);

    private static int SizeOf(string name) =>
        name switch
        {
            "sha1" => 20,
            "sha256" => 32,
            _ => 64,
        };

    private static bool IsOf(string password, string text) =>
        ForeignHash.Read(text).Hash is { } hash && hash.Matches(password) && !hash.Matches("-" + password);

    private static string Salted(Func<byte[], byte[]> digest, string password, byte[] salt) =>
        Convert.ToBase64String([.. digest([.. Encoding.UTF8.GetBytes(password), .. salt]), .. salt]);

    private static string Unpadded(byte[] bytes, char plus) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', plus);
}
