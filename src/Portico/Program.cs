using System.CommandLine;
using Portico.Demo;
using Portico.Platform.Commands;
using Portico.Providers;

var porticod = new RootCommand("Portico: the multi-tenant portal for managed service providers.")
{
    ServeCommand.Create(),
    SetupCommand.Create(),
    SeedCommand.Create(),
};
return await porticod.Parse(args).InvokeAsync();
