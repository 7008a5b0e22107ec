namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>Why a user is not signed in to an application.</summary>
public enum SamlBarrier
{
    /// <summary>Neither to the user nor to a group of the user.</summary>
    NotAssigned,
    Suspended,

    /// <summary>The service provider is not known yet.</summary>
    NotSetUp,

    /// <summary>The user lacks the custom attribute that is to be the name ID.</summary>
    NoNameId,

    /// <summary>The request was answered before.</summary>
    Replayed,

    /// <summary>The request was about somebody else.</summary>
    OtherUser,
}

/// <summary>Barriers as the sign-in log tells of them.</summary>
internal static class SamlBarriers
{
    public static string Words(this SamlBarrier barrier) =>
        barrier switch
        {
            SamlBarrier.NotAssigned => "it is not assigned to the user",
            SamlBarrier.Suspended => "the application is suspended",
            SamlBarrier.NotSetUp => "its sign-in is not set up",
            SamlBarrier.NoNameId => "the user lacks the custom attribute that is the name ID",
            SamlBarrier.Replayed => "the request was answered already",
            _ => "the request asked for another user",
        };
}
