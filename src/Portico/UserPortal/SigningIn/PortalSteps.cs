using Portico.Platform.Ui;
using Portico.SignIn;
using Portico.UserPortal.Front;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>A sign-in to a user portal that has begun, as its pages show it.</summary>
/// <param name="Organization">Whose portal it is.</param>
/// <param name="Who">Who is signing in, and what is missing.</param>
public sealed record PortalSignIn(GetPortalFront.Result Organization, GetUnfinishedUserSignIn.Result Who);

/// <summary>Where the steps of signing in to a user portal lead: in the end to the page of that portal that was asked for.</summary>
internal static class PortalSteps
{
    /// <summary>In the address of the first page: whoever is signed in already has to prove it once more.</summary>
    public const string Again = "again";

    /// <summary>The asked-for page of a portal, by its slug or by its id, or this portal's first; any other page is none.</summary>
    public static string Of(PageAddress page, string portal) =>
        ReturnAddress.Of(page) is var asked
        && asked.StartsWith(PortalPath.Root + "/", StringComparison.OrdinalIgnoreCase)
        && asked.Split('/') is [_, _, { Length: > 0 }, { Length: > 0 }, ..]
            ? asked
            : portal + "/home";

    /// <summary>The next page of a sign-in, which leads to the same place in the end.</summary>
    public static string Carry(PageAddress page, string portal, string to) =>
        PageAddress.Parse(portal + to).With(ReturnAddress.Name, page.First(ReturnAddress.Name)).ToString();

    /// <summary>The page after a step.</summary>
    public static string After(PageAddress page, string portal, UserSessionStage stage) =>
        stage switch
        {
            UserSessionStage.NeedsSecondFactor => Carry(page, portal, "/code"),
            UserSessionStage.NeedsNewPassword => Carry(page, portal, "/new-password"),
            UserSessionStage.NeedsEnrollment => Carry(page, portal, "/enroll"),
            _ => Of(page, portal),
        };
}
