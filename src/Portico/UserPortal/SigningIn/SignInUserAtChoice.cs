using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.UserPortal.Front;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>The organizations that a person may choose from, who has proved the password on the common page.</summary>
public sealed class ListPortalChoices(OperationRunner runner, PortalChoices choices)
    : AccountQuery<ListPortalChoices.Request, IReadOnlyList<GetPortalFront.Result>>(runner)
{
    /// <param name="SealedChoice">As it came with the form.</param>
    public sealed record Request(string? SealedChoice);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<IReadOnlyList<GetPortalFront.Result>>> HandleAsync(
        Request request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var fronts = new List<GetPortalFront.Result>();
        foreach (var id in choices.Organizations(request.SealedChoice, work.Now))
        {
            if (await work.FindPortalAsync(id.ToString(), ct) is { } organization)
            {
                fronts.Add(GetPortalFront.Result.Of(organization));
            }
        }

        return fronts;
    }
}

/// <summary>Goes on with a sign-in of the common page in the organization that was chosen.</summary>
public sealed class SignInUserAtChoice(OperationRunner runner, PortalChoices choices)
    : AccountOperation<SignInUserAtChoice.Request, SignInUserAtChoice.Result>(runner)
{
    public sealed record Request
    {
        /// <summary>As offered.</summary>
        public string? SealedChoice { get; set; }

        public ObjectId OrganizationId { get; set; }
    }

    public sealed record Result(UserSignInStep Step, string Path);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        // One user an organization, for the address is unique in it.
        var chosen = choices.Find(request.SealedChoice, request.OrganizationId, work.Now);
        if (chosen is not { } id || await work.FindPortalAsync(request.OrganizationId.ToString(), ct) is not { } organization)
        {
            return new ChoiceOver();
        }

        var users = work.Db.Set<UserCredential>().Where(u => u.OrganizationId == organization.Id);
        if (await users.FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user)
        {
            return new ChoiceOver();
        }

        await work.TakeUserAsync(user, ct);
        var isStillHis =
            user.State is UserState.Activated && !user.IsLockedAt(work.Now) && choices.Includes(request.SealedChoice, user, work.Now);
        if (!isStillHis)
        {
            return new ChoiceOver();
        }

        var settings = await work.SettingsOfAsync(organization.Id, ct);
        var next = await UserAdmission.AfterPasswordAsync(work, user, settings, ct);
        return next.Succeeded ? new Result(next.Value, PortalPath.Of(organization)) : Outcome<Result>.FromProblems(next.Problems);
    }
}
