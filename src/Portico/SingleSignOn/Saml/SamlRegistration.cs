using Portico.Applications.Catalog;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Logout;
using Portico.SingleSignOn.Saml.SigningIn;

namespace Portico.SingleSignOn.Saml;

/// <summary>Registers what the SAML identity providers of organizations' applications share.</summary>
public static class SamlRegistration
{
    public static IServiceCollection AddSaml(this IServiceCollection services)
    {
        services.AddSingleton<ServiceCatalog>();
        services.AddSingleton<SamlAddresses>();
        services.AddSingleton<SamlKeyring>();
        services.AddSingleton<SigningKeyPool>();
        services.AddSingleton<SamlDemands>();
        services.AddScoped<Http.SamlSignIn>();
        services.AddScoped<Http.SamlSignOut>();
        services.AddHostedService<SigningKeyWarmth>();
        services.AddHostedService<SamlSweep>();
        services.AddSingleton<CertificateMail>();
        services.AddHostedService<CertificateWarnings>();
        return services;
    }
}
