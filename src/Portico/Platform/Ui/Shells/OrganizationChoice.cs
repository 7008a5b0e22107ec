namespace Portico.Platform.Ui.Shells;

/// <summary>One organization in the Multi-Tenant Portal menu.</summary>
public sealed record OrganizationChoice(string Id, string Name, string Href, Accent Accent, string? LogoUrl = null, bool IsHere = false);
