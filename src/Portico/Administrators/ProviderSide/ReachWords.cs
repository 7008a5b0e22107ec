using Portico.Platform.Ui;
using Portico.Platform.Ui.Fields;

namespace Portico.Administrators.ProviderSide;

/// <summary>How many organizations an administrator or a key of the provider reaches, in words.</summary>
internal static class ReachWords
{
    public static IReadOnlyList<Choice<bool>> Choices { get; } =
    [new(true, "All organizations", "Also those that are added later."), new(false, "Chosen organizations", "Only those that are ticked.")];

    /// <summary>"All, also those that are added later" or "3 organizations".</summary>
    public static string Of(bool all, int chosen) => all ? "All, also those that are added later" : Words.Count(chosen, "organization");

    public static string Of(AdministratorRow row) => Of(row.AllOrganizations, row.ChosenOrganizations);
}
