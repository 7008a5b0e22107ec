using Portico.Organizations;
using Portico.Platform;
using Portico.Settings;

namespace Portico.Demo;

/// <summary>Fills one of the demo's organizations with settings, logo and people, as the provider's manager.</summary>
internal sealed class DemoOrganizationFilling(DemoClock clock, DemoActor manager)
{
    public async Task FillAsync(ObjectId id, int number, DemoOrganization organization, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(2));
        var general = new UpdateGeneralSettings.Request
        {
            Name = organization.Name,
            ContactName = $"{organization.ContactFirst} {organization.ContactLast}",
            ContactEmail = organization.ContactEmail,
            Accent = number % ManagedOrganization.Accents,
        };
        (await manager.Does<UpdateGeneralSettings>().RunAsync(id, general, ct)).Require();
        if (organization.Logo is { } logo)
        {
            await SetLogoAsync(id, logo, ct);
        }

        if (Settings(organization.Passwords) is { } security)
        {
            clock.Advance(TimeSpan.FromMinutes(3));
            (await manager.Does<UpdateSecuritySettings>().RunAsync(id, security, ct)).Require();
        }

        var users = await new DemoUsers(clock, manager).AddAsync(id, number, organization, ct);
        if (DemoGroups.Has(number, organization))
        {
            await new DemoGroups(clock, manager).FillAsync(id, users, ct);
        }
    }

    private async Task SetLogoAsync(ObjectId id, DemoLogo logo, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        using var picture = new MemoryStream(logo.Draw());
        var upload = new FormFile(picture, 0, picture.Length, "Logo", "logo.png");
        (await manager.Does<SetOrganizationLogo>().RunAsync(id, new() { Logo = upload }, ct)).Require();
    }

    private static UpdateSecuritySettings.Request? Settings(DemoPasswords passwords)
    {
        var usual = UpdateSecuritySettings.Request.Of(new SecuritySettings());
        usual.Version = null;
        return passwords switch
        {
            DemoPasswords.Long => usual with { MinimumLength = 16, HistoryLength = null, UserMfa = UserMfa.RequiredForAll },
            DemoPasswords.Strict => usual with
            {
                MinimumLength = 14,
                RequiresSymbol = true,
                HistoryLength = 24,
                ExpiryDays = 90,
                MinimumAgeHours = 24,
                LockoutAttempts = 5,
                UnlockMinutes = null,
                UserMfa = UserMfa.RequiredForAll,
                SessionHours = 8,
                SessionIdleMinutes = 15,
            },
            DemoPasswords.Lenient => usual with { MinimumLength = 8, RequiresUpper = false, HistoryLength = 3, LockoutAttempts = 20 },
            _ => null,
        };
    }
}
