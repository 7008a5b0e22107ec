using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Organizations;

public sealed class GetManagedOrganizationTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Tells_what_is_in_it_and_what_it_demands_of_passwords()
    {
        var acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "eve@acme.example" });

        var details = (await portal.Anna.Does<GetManagedOrganization>().RunAsync(acme, Nothing.Instance)).Require();

        Assert.Equal((acme, "Acme", 1, 0, 0), (details.Id, details.Name, details.Users, details.Systems, details.Applications));
        Assert.Equal((null, null, OrganizationState.Active), (details.ContactName, details.ContactEmail, details.State));
        Assert.StartsWith("At least 12 characters, with upper case", details.PasswordRequirements, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_here_for_another_provider_or_a_colleague_without_it()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        var stranger = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, ids[1]);
        var never = portal.NewId();

        foreach (var (person, id) in new[] { (stranger, ids[0]), (colleague, ids[0]), (portal.Anna, never) })
        {
            Assert.Equal(new NothingHere(), (await person.Does<GetManagedOrganization>().RunAsync(id, Nothing.Instance)).Problem);
        }
    }
}
