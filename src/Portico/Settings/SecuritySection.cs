using Microsoft.AspNetCore.Components;
using Portico.Platform;

namespace Portico.Settings;

/// <summary>One section of the security settings, with a form of its own.</summary>
public abstract class SecuritySection : ComponentBase
{
    [Parameter, EditorRequired]
    public required GetSecuritySettings.Result Current { get; set; }

    [Parameter, EditorRequired]
    public required ObjectId Organization { get; set; }

    /// <summary>Where saving leads.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    /// <summary>The values to edit, when this section was not posted.</summary>
    protected UpdateSecuritySettings.Request Stored => Current.Settings with { };
}
