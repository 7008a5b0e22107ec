using Microsoft.AspNetCore.Components;
using Portico.Organizations;
using Portico.Platform.Ui;

namespace Portico.Users.Overview;

/// <summary>A window over one user's page.</summary>
public abstract class UserWindow : ComponentBase
{
    [Parameter, EditorRequired]
    public required GetUser.Result Of { get; set; }

    [CascadingParameter]
    protected GetOrganizationHeader.Result Header { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The page without its window.</summary>
    protected string Closing => PageAddress.Of(Navigation).Without(PageAddress.Window).ToString();
}
