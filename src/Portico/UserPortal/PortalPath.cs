using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.UserPortal;

/// <summary>Where an organization's user portal is: <c>/o/acme</c>, or <c>/o/</c> and its id, which works always.</summary>
internal static class PortalPath
{
    /// <summary>The common sign-in page, for whoever knows no more than his e-mail address.</summary>
    public const string Root = "/o";

    /// <summary>Whether the request is one to a user portal: there users are someone, and administrators nobody.</summary>
    public static bool IsPortal(HttpContext context) => context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    public static string Of(OrganizationEntry organization) => Of(organization.Id, organization.Slug);

    public static string Of(ObjectId organization, string? slug) => $"{Root}/{slug ?? organization.ToString()}";

    /// <summary>Where the door's logo is; null without one.</summary>
    public static string? LogoOf(OrganizationEntry organization) =>
        organization.LogoHash is { } hash ? $"{Of(organization)}/logo/{hash}" : null;

    /// <summary>Where the logo of an application is, for those who are signed in; null without one.</summary>
    public static string? LogoOf(string portal, ObjectId application, string? hash) =>
        hash is null ? null : $"{portal}/applications/{application}/logo/{hash}";

    /// <summary>The slug or id in a request's path, as it was typed; null on the common page.</summary>
    public static string? PortalIn(HttpContext context) =>
        context.Request.Path.Value!.Split('/', 4, StringSplitOptions.None) is [_, _, { Length: > 0 } portal, ..] ? portal : null;
}
