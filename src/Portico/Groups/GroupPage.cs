using Microsoft.AspNetCore.Components;
using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Groups;

/// <summary>A page of one group, the one that its address names.</summary>
public abstract class GroupPage : OrganizationPage
{
    /// <summary>As it stands in the address; what is no id reads as one that was never given.</summary>
    [Parameter]
    public string GroupId { get; set; } = "";

    protected ObjectId Of => ObjectId.TryParse(GroupId, out var id) ? id : default;
}
