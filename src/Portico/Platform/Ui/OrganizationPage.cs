using Microsoft.AspNetCore.Components;

namespace Portico.Platform.Ui;

/// <summary>A page inside one organization, the one that its address names.</summary>
public abstract class OrganizationPage : ComponentBase
{
    /// <summary>As it stands in the address; what is no id reads as one that was never given.</summary>
    [Parameter]
    public string OrganizationId { get; set; } = "";

    protected ObjectId Organization => ObjectId.TryParse(OrganizationId, out var id) ? id : default;

    protected string OrganizationPath => $"/organizations/{Organization}";
}
