using Portico.Platform.Ui.Shells;

namespace Portico.Tests.Platform.Ui.Shells;

public sealed class PlaceTests
{
    [Fact]
    public void Puts_an_organization_first_and_a_provider_last_in_the_title()
    {
        Assert.Equal("Acme Ltd · Users", new Place("Acme Ltd", true).Title("Users"));
        Assert.Equal("Organizations · Northwind IT", new Place("Northwind IT", false).Title("Organizations"));
    }

    [Theory]
    [InlineData("/o/1/users", false, true)]
    [InlineData("/o/1/users/2", false, true)]
    [InlineData("/o/1/users/2", true, false)]
    [InlineData("/o/1/users-groups", false, false)]
    public void Marks_the_navigation_entry_of_a_path(string path, bool whole, bool current) =>
        Assert.Equal(current, new NavigationEntry("Users", "/o/1/users", Whole: whole).IsCurrent(path));

    [Theory]
    [InlineData("/o/1/settings/general", true)]
    [InlineData("/o/1/settings/security", true)]
    [InlineData("/o/1/settings", true)]
    [InlineData("/o/1/settings-of-old", false)]
    public void An_entry_that_leads_to_the_first_of_several_pages_is_marked_on_each(string path, bool current) =>
        Assert.Equal(current, new NavigationEntry("Settings", "/o/1/settings/general", Area: "/o/1/settings").IsCurrent(path));
}
