using System.CommandLine;
using Portico.Bench;

var bench = new RootCommand(
    "Measures Portico. Each benchmark publishes the server, starts it with stores of its own, and writes its figures as Markdown."
)
{
    DashboardBench.Command(),
    ApiBench.Command(),
    UsersBench.Command(),
    PeopleBench.Command(),
    SignInBench.Command(),
    AddUsersBench.Command(),
    AdministratorsBench.Command(),
    OrganizationsBench.Command(),
    StartBench.Command(),
    WeightBench.Command(),
    SeedBench.Command(),
    SamlBench.Command(),
    SsoBench.Saml(),
    SsoBench.OpenId(),
};
return await bench.Parse(args).InvokeAsync();
