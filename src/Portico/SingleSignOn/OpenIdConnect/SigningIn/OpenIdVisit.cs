using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Users;
using Portico.Users.Credentials;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>A user who is signed in to the portal, on the way to an application.</summary>
internal sealed class OpenIdVisit(OpenIdClient client, OpenIdQueries.Visitor visitor, Work work)
{
    private readonly User user = visitor.User;
    private readonly UserSession session = visitor.Session;

    public User User => user;
    public UserSession Session => session;

    /// <summary>Null when the user's session has ended.</summary>
    public static async Task<OpenIdVisit?> FindAsync(OpenIdClient client, Work work, CancellationToken ct)
    {
        if (work.Actor is not Actor.User me)
        {
            return null;
        }

        return await OpenIdQueries.Of(work).VisitorOf(work.Db, client.Id, me.UserId, me.SessionId, ct) is { } visitor
            ? new OpenIdVisit(client, visitor, work)
            : null;
    }

    public OpenIdBarrier? Barrier =>
        !visitor.IsAssigned ? OpenIdBarrier.NotAssigned
        : client.Application.IsSuspended ? OpenIdBarrier.Suspended
        : null;

    /// <summary>What the user has to do before the client can be answered; null when nothing.</summary>
    /// <param name="request">What the client asks.</param>
    /// <param name="arrived">When it first asked.</param>
    public OpenIdStep? StepFor(OpenIddictRequest request, DateTimeOffset arrived)
    {
        var asksAnew = request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount);
        if (
            (asksAnew && session.CreatedAt < arrived)
            || (request.MaxAge is { } seconds && session.CreatedAt.AddSeconds(seconds) < arrived && session.CreatedAt < arrived)
        )
        {
            return OpenIdStep.SignInAgain;
        }

        var needsFactor = client.Settings.RequiresMfa || OpenIdLevels.AskFactor(request);
        return !needsFactor || session.HasSecondFactor ? null
            : user.HasMfa ? OpenIdStep.SignInAgain
            : OpenIdStep.EnrollFactor;
    }

    /// <summary>The grant that the same session has given before with the same scopes: the application knows the session by it.</summary>
    public Task<OpenIdGrant?> GrantAsync(IEnumerable<string> scopes, string subject, CancellationToken ct)
    {
        var (application, id, asked) = (client.Id, session.Id, string.Join(' ', scopes));
        return work
            .Db.Set<OpenIdGrant>()
            .FirstOrDefaultAsync(
                g =>
                    g.ApplicationId == application
                    && g.UserSessionId == id
                    && g.Scopes == asked
                    && g.Subject == subject
                    && g.Status == Statuses.Valid,
                ct
            );
    }
}

/// <summary>Why a user is not signed in to an application.</summary>
internal enum OpenIdBarrier
{
    /// <summary>Neither to the user nor to a group of the user.</summary>
    NotAssigned,
    Suspended,
}

/// <summary>What a user has to do before a sign-in goes on.</summary>
internal enum OpenIdStep
{
    /// <summary>Sign in once more, with the second factor if there is one.</summary>
    SignInAgain,

    /// <summary>Enroll a second factor.</summary>
    EnrollFactor,
}
