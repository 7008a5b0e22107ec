using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Organizations;

public sealed class AddManagedOrganizationTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Adds_an_organization_with_a_trimmed_name()
    {
        var added = await Add(portal.Anna, "  Acme  ");

        Assert.Equal("Acme", added.Require().Name);
    }

    [Fact]
    public async Task Refuses_a_name_the_provider_already_uses_whatever_its_case()
    {
        await Add(portal.Anna, "Acme");

        Assert.Equal(new OrganizationNameTaken("ACME"), (await Add(portal.Anna, "ACME")).Problem);
    }

    [Fact]
    public async Task Another_provider_may_use_the_same_name()
    {
        var other = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        await Add(portal.Anna, "Acme");

        Assert.True((await Add(other, "Acme")).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task Asks_for_a_name(string? name) => Assert.IsType<InvalidField>((await Add(portal.Anna, name!)).Problem);

    [Fact]
    public async Task Refuses_a_name_of_more_than_255_characters()
    {
        Assert.True((await Add(portal.Anna, new string('x', 255))).Succeeded);
        Assert.IsType<InvalidField>((await Add(portal.Anna, new string('y', 256))).Problem);
    }

    [Fact]
    public async Task Takes_a_name_whose_search_key_is_many_times_as_long()
    {
        // One character of Arabic that is written out as eighteen, and one of Japanese as five.
        Assert.True((await Add(portal.Anna, new string('\uFDFA', 255))).Succeeded);
        Assert.True((await Add(portal.Anna, string.Concat(Enumerable.Range(0, 255).Select(n => (char)(0x3300 + (n * 7 % 88)))))).Succeeded);
    }

    [Theory]
    [InlineData("Ac\nme")]
    [InlineData("Ac\0me")]
    [InlineData("Acme\u2028Bolt")]
    [InlineData("Acme \u202Edtl")]
    [InlineData("Acme \uFFFE")]
    public async Task Refuses_what_is_no_line_of_text(string name) =>
        Assert.Equal("Name", Assert.IsType<InvalidField>((await Add(portal.Anna, name)).Problem).Field);

    [Fact]
    public async Task Refuses_half_a_character() =>
        Assert.Equal("Name", Assert.IsType<InvalidField>((await Add(portal.Anna, "Acme " + '\uD83D')).Problem).Field);

    [Fact]
    public async Task Refuses_a_role_that_may_only_read()
    {
        var reader = portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly);

        Assert.Equal(new RoleTooWeak(), (await Add(reader, "Acme")).Problem);
    }

    [Fact]
    public async Task Users_are_added_inside_it_and_nowhere_else()
    {
        var acme = (await Add(portal.Anna, "Acme")).Require().Id;
        var bolt = (await Add(portal.Anna, "Bolt")).Require().Id;
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");

        Assert.True((await omar.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "eve@acme.example" })).Succeeded);
        Assert.Equal(
            new UsernameTaken("eve"),
            (await omar.Does<AddUser>().RunAsync(acme, new() { Username = "Eve", Email = "e@acme.example" })).Problem
        );
        Assert.Equal(
            new NothingHere(),
            (await omar.Does<AddUser>().RunAsync(bolt, new() { Username = "eve", Email = "eve@acme.example" })).Problem
        );
    }

    private static Task<Outcome<AddManagedOrganization.Result>> Add(Person person, string name) =>
        person.Does<AddManagedOrganization>().RunAsync(new() { Name = name });
}
