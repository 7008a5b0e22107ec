using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portico.Platform.Secrets;

namespace Portico.Tests.Platform.Secrets;

public sealed class SecretsRegistrationTests
{
    [Fact]
    public void Registers_all_it_offers()
    {
        using var services = Build([]);

        Assert.NotNull(services.GetRequiredService<PasswordWork>());
        Assert.NotNull(services.GetRequiredService<SealedText>());
        Assert.NotNull(services.GetRequiredService<Totp>());
        Assert.IsType<Argon2PasswordHasher<string>>(services.GetRequiredService<IPasswordHasher<string>>());
    }

    [Fact]
    public void Reads_the_bounds_from_the_configuration()
    {
        using var services = Build(new() { ["Portico:Passwords:ConcurrentHashes"] = "3" });

        Assert.Equal(3, services.GetRequiredService<IOptions<PasswordWorkOptions>>().Value.ConcurrentHashes);
    }

    [Fact]
    public void Refuses_bounds_that_make_no_sense()
    {
        using var services = Build(new() { ["Portico:Passwords:WaitingHashes"] = "-1" });

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<PasswordWork>());
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddSecrets();
        return services.BuildServiceProvider();
    }
}
