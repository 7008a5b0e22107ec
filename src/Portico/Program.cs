using System.CommandLine;
using Portico;
using Portico.Demo;
using Portico.Platform.Commands;
using Portico.Providers;

var porticod = new RootCommand("Portico: the multi-tenant portal for managed service providers.")
{
    ServeCommand.Create(),
    SetupCommand.Create(),
    MigrateCommand.Create(),
    DoctorCommand.Create(),
    SeedCommand.Create(),
};
return await CommandLine.RunAsync(porticod, args);
