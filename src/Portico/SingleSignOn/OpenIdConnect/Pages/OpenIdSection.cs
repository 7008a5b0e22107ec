using Microsoft.AspNetCore.Components;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Pages;

/// <summary>A part of an application's OpenID Connect settings with a form of its own: it saves the whole, with what was typed in it.</summary>
public abstract class OpenIdSection : ComponentBase
{
    [Parameter, EditorRequired]
    public required GetOpenIdSettings.Result Current { get; set; }

    [Parameter, EditorRequired]
    public ObjectId Organization { get; set; }

    [Parameter, EditorRequired]
    public ObjectId Application { get; set; }

    /// <summary>Where saving leads.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    protected UpdateOpenIdSettings.Request Stored => UpdateOpenIdSettings.Request.Of(Application, Current);
}
