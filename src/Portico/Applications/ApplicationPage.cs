using Microsoft.AspNetCore.Components;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Ui;

namespace Portico.Applications;

/// <summary>A page of one application, the one that its address names.</summary>
public abstract class ApplicationPage : OrganizationPage
{
    /// <summary>As it stands in the address; what is no id reads as one that was never given.</summary>
    [Parameter]
    public string ApplicationId { get; set; } = "";

    [CascadingParameter]
    protected GetOrganizationHeader.Result Header { get; set; } = null!;

    protected ObjectId Of => ObjectId.TryParse(ApplicationId, out var id) ? id : default;

    /// <summary>The application's first page.</summary>
    protected string Path => ApplicationsAddress.PathOf(Organization, Of);

    protected bool MayManage => Header.Grants(Permission.ManageDirectory);
}
