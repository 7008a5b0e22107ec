using Portico.UserPortal.Front;

namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>What the browser gets in place of what the protocol's library would write; once all is kept.</summary>
internal abstract record OpenIdAnswer
{
    private OpenIdAnswer() { }

    /// <summary>The user has to sign in first.</summary>
    /// <param name="Again">Who has to sign in though he is signed in; null when nobody is.</param>
    /// <param name="LoginHint">What to fill in.</param>
    /// <param name="Mark">When the request arrived, for the address to come back to.</param>
    public sealed record SignIn(string? Again, string? LoginHint, string Mark) : OpenIdAnswer;

    /// <summary>A page of the organization's portal.</summary>
    /// <param name="Show">Given whose portal it is, and how to write the address to come back to with a mark in it.</param>
    public sealed record Page(Func<GetPortalFront.Result, Func<string, string>, IResult> Show) : OpenIdAnswer;

    /// <summary>The session of this browser ends, and the browser goes where the client said.</summary>
    /// <param name="Location">Null for the portal's door.</param>
    public sealed record SignOut(string? Location) : OpenIdAnswer;
}
