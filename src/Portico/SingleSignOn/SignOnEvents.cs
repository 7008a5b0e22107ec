using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.SingleSignOn;

/// <summary>A user was signed in to an application.</summary>
/// <param name="Id">The application's.</param>
/// <param name="Name">The application's.</param>
/// <param name="FromPortal">Whether the application did not ask, but the user opened its tile.</param>
/// <param name="Told">What the application was told, and where.</param>
public sealed record ApplicationSignedIn(ObjectId Id, string Name, bool FromPortal, IReadOnlyList<FieldChange> Told)
    : ApplicationEvent(Id, Name, Told)
{
    public override string Summary => $"Signed in to {Name}{(FromPortal ? " from the portal" : "")}";
}

/// <summary>A code or a refresh token, which count once, came a second time.</summary>
public sealed record ApplicationTokenReplayed(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary =>
        $"A code or refresh token of {Name} was used a second time: all that came of that sign-in was revoked";
}

/// <summary>An assertion with which an application proves who it is, which counts once, came a second time.</summary>
public sealed record ApplicationAssertionReplayed(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"A signed assertion of {Name} was used a second time, and refused";
}

/// <summary>A user asked to be signed in to an application, and was not.</summary>
public sealed record ApplicationSignInRefused(ObjectId Id, string Name, string Why) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"A sign-in to {Name} was refused: {Why}";
}
