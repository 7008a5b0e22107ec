using Microsoft.AspNetCore.Identity;

namespace Portico.Platform.Secrets;

/// <summary>
/// <see cref="Argon2Hash"/> behind the framework's interface, for code of the framework that asks for it. It works on the caller's
/// thread and without a bound; requests go through <see cref="PasswordWork"/>.
/// </summary>
public sealed class Argon2PasswordHasher<TAccount> : IPasswordHasher<TAccount>
    where TAccount : class
{
    public string HashPassword(TAccount user, string password) => Argon2Hash.Create(password);

    public PasswordVerificationResult VerifyHashedPassword(TAccount user, string hashedPassword, string providedPassword) =>
        Argon2Hash.Verify(hashedPassword, providedPassword);
}
