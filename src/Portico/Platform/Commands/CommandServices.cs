using Portico.Platform.Telemetry;

namespace Portico.Platform.Commands;

/// <summary>Portico's services for a command that serves nobody: configured like the server, its log on standard error.</summary>
internal static class CommandServices
{
    public static ServiceProvider Create()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddPorticoLogging(builder.Configuration);
        builder.Logging.AddFilter((_, level) => level >= LogLevel.Warning);
        builder.Services.AddPortico(builder.Configuration);
        return builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>The configuration alone: nothing is opened or made by reading it.</summary>
    public static IConfiguration Configuration() =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory }).Configuration;
}
