using System.CommandLine;
using Portico.Platform.Commands;

var porticod = new RootCommand("Portico: the multi-tenant portal for managed service providers.") { ServeCommand.Create() };
return await porticod.Parse(args).InvokeAsync();
