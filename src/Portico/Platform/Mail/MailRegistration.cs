using Microsoft.Extensions.Options;

namespace Portico.Platform.Mail;

/// <summary>Registers composing, the pump and the way out: SMTP when a host is set, the folder <c>mail</c> in the data directory when not.</summary>
public static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsValidation>();
        services.AddOptions<MailSettings>().BindConfiguration(MailSettings.Section).ValidateOnStart();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailStatus>();
        services.AddHostedService<MailPump>();
        services.AddSingleton<MailTransport>(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<MailSettings>>();
            return settings.Value.HasServer
                ? new SmtpTransport(settings)
                : new EmlFolderTransport(
                    Path.Combine(provider.GetRequiredService<IOptions<PorticoOptions>>().Value.DataDirectory, "mail"),
                    provider.GetRequiredService<TimeProvider>()
                );
        });
        return services;
    }
}
