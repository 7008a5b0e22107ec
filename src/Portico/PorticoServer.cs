using Microsoft.EntityFrameworkCore.Diagnostics;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Doctor;
using Portico.Platform.Http;
using Portico.Platform.Http.Outbound;
using Portico.Platform.Mail;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Platform.Storage;
using Portico.SignIn;
using Portico.SingleSignOn.OpenIdConnect;
using Portico.SingleSignOn.Saml;
using Portico.UserPortal;
using Portico.Users;

namespace Portico;

/// <summary>Puts the server together: the same for <c>porticod</c>'s every command and for the tests.</summary>
public static class PorticoServer
{
    public static IServiceCollection AddPortico(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(PorticoOptions.Section);
        services.AddOptions<PorticoOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        var options = section.Get<PorticoOptions>() ?? new PorticoOptions();
        OwnerOnly.MakeFolder(options.DataDirectory);

        services.AddSingleton(provider => new Store(
            configuration.GetConnectionString("Portico"),
            options.DataDirectory,
            provider.GetServices<IInterceptor>()
        ));
        services.AddSingleton<StoreSchema>();
        services.AddSingleton<WorkQueue>();
        services.AddKeyRing(options);
        services.AddSecrets();
        services.AddOperations();
        services.AddSingleton<PublicAddress>();
        services.AddOptions<OutboundOptions>().BindConfiguration(OutboundOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ForeignDocuments>();
        services.AddMail();
        services.AddOrganizations();
        services.AddUsers();
        services.AddSignIn();
        services.AddUserPortal();
        services.AddSaml();
        services.AddOpenIdConnect();
        services.AddDoctor();
        return services;
    }
}
