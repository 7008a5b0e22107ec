using Microsoft.AspNetCore.Identity;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.Platform.Secrets;

/// <summary>Registers what this folder offers; data protection and the clock are registered by the host.</summary>
public static class SecretsRegistration
{
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services
            .AddOptions<PasswordWorkOptions>()
            .BindConfiguration(PasswordWorkOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<SealedText>();
        services.AddSingleton<Totp>();
        services.AddSingleton<RelyingParty>();
        services.AddSingleton<PasskeyChallenges>();
        services.AddSingleton<PasskeyExchange>();
        services.AddSingleton(typeof(IPasswordHasher<>), typeof(Argon2PasswordHasher<>));
        return services;
    }
}
