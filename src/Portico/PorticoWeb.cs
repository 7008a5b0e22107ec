using Portico.Administrators.OrganizationSide;
using Portico.Administrators.Profile;
using Portico.Administrators.ProviderSide;
using Portico.ApiKeys;
using Portico.Applications;
using Portico.Applications.Catalog;
using Portico.Applications.FromMetadata;
using Portico.Assignments;
using Portico.Audit;
using Portico.Groups;
using Portico.Organizations;
using Portico.Platform.Http;
using Portico.Platform.Http.Api;
using Portico.Platform.Http.Api.Description;
using Portico.Platform.Telemetry;
using Portico.Platform.Ui;
using Portico.Settings;
using Portico.SignIn;
using Portico.SingleSignOn.OpenIdConnect;
using Portico.SingleSignOn.OpenIdConnect.Http;
using Portico.SingleSignOn.Saml;
using Portico.SingleSignOn.Saml.Http;
using Portico.UserPortal;
using Portico.Users;
using Portico.Users.Files;
using Portico.Users.ProviderSide;

namespace Portico;

/// <summary>The web server: its services and the order in which a request passes them.</summary>
public static class PorticoWeb
{
    /// <summary>Configuration comes from appsettings beside the program, then the environment, then what the caller sets.</summary>
    public static WebApplication Create(string? urls = null, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "porticod", ContentRootPath = AppContext.BaseDirectory }
        );
        // Outside a published folder the assets still lie in the source tree; the manifest beside the program says where.
        builder.WebHost.UseStaticWebAssets();
        if (urls is not null)
        {
            builder.WebHost.UseUrls(urls);
        }
        else if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(PublicAddress.DefaultUrl);
        }

        builder.Logging.AddPorticoLogging(builder.Configuration);
        configure?.Invoke(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // No form without a file comes near it; pages that take files set their own bound.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Services.AddPortico(builder.Configuration);
        builder.Services.AddPorticoTelemetry(builder.Configuration);
        builder.Services.AddTrustedProxies();
        builder.Services.AddPorticoHealth();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<NoticeBoard>();
        builder.Services.AddPorticoUi();
        builder.Services.AddPageCompression();
        builder.Services.AddSessionAuthentication();
        builder.Services.AddApiKeyAuthentication();
        builder.Services.AddUserSessionAuthentication();
        builder.Services.AddApi();
        builder.Services.AddApiDocument();
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        // Whatever asks for the host comes after it.
        app.UseReadableHosts();
        app.UseHsts();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                // A request that cannot be read is no fault of ours.
                StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePagesWithReExecute("/not-found", "?status={0}", createScopeForStatusCodePages: true);
        app.UsePagesInPlace();
        app.UseApiProblems();
        app.UsePageCompression();
        app.UseBoundedUploads();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseApiLimits();
        app.UseReadableForms();
        app.UseAntiforgery();
        app.UseRefusalOfForgedForms();
        app.MapPorticoHealth();
        app.MapPorticoUi();
        app.MapSignIn();
        app.MapOrganizations();
        app.MapApplications();
        app.MapUserFiles();
        app.MapUserPortal();
        app.MapSaml();
        app.MapOpenIdConnect();
        var api = app.MapApi();
        api.MapOrganizationApi();
        api.MapSettingsApi();
        api.MapProviderAdministratorApi();
        api.MapOrganizationAdministratorApi();
        api.MapUserApi();
        api.MapUserFileApi();
        api.MapProviderUserApi();
        api.MapUserGroupApi();
        api.MapSystemGroupApi();
        api.MapApplicationApi();
        api.MapCatalogApi();
        api.MapFromMetadataApi();
        api.MapSamlApi();
        api.MapOpenIdApi();
        api.MapAssignmentApi();
        api.MapEventApi();
        api.MapApiKeyApi();
        api.MapProfileApi();
        app.MapApiDocument();
        app.MapApiReference();
        return app;
    }
}
