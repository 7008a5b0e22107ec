using Microsoft.AspNetCore.Components;
using Portico.Platform;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.SingleSignOn.Saml.Pages;

/// <summary>A part of an application's SAML settings with a form of its own: it saves the whole, with what was typed in it.</summary>
public abstract class SamlSection : ComponentBase
{
    [Parameter, EditorRequired]
    public required GetSamlSettings.Result Current { get; set; }

    [Parameter, EditorRequired]
    public ObjectId Organization { get; set; }

    [Parameter, EditorRequired]
    public ObjectId Application { get; set; }

    /// <summary>Where saving leads.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    protected UpdateSamlSettings.Request Stored => UpdateSamlSettings.Request.Of(Application, Current);
}
