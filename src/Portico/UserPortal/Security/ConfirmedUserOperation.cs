using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.SignIn;
using Portico.SignIn.Tries;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Security;

/// <summary>An operation on a user's own account that happens only with the current password. Wrong ones are counted and have to wait.</summary>
public abstract class ConfirmedUserOperation<TRequest, TResult>(OperationRunner runner) : PasswordOperation<TRequest, TResult>(runner)
    where TRequest : ConfirmedRequest
{
    protected internal sealed override bool NeedsSignIn => false;

    protected internal sealed override bool NeedsUser => true;

    /// <summary>Goes on once the password was right.</summary>
    protected abstract Task<Outcome<TResult>> ConfirmedAsync(TRequest request, OwnAccount own, AccountWork work, CancellationToken ct);

    /// <summary>What is wrong before the password is looked at, and what there is to hash besides.</summary>
    protected virtual Task<Outcome<PasswordTask>> ToDoAsync(TRequest request, OwnAccount own, AccountWork work, CancellationToken ct) =>
        Task.FromResult<Outcome<PasswordTask>>(PasswordTask.Verify(own.User.PasswordHash, request.CurrentPassword));

    protected internal sealed override async Task<Outcome<PasswordTask>> PrepareAsync(
        TRequest request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var task = await ToDoAsync(request, await OwnAccount.OfAsync(work, ct), work, ct);
        return task.Succeeded && await work.CountTryAsync(UserTries.ForConfirmation(work.User), ct) is { } wait ? wait : task;
    }

    protected internal sealed override async Task<Outcome<TResult>> HandleAsync(TRequest request, AccountWork work, CancellationToken ct)
    {
        var own = await OwnAccount.OfAsync(work, ct);
        if (work.Password.Proves(own.User.PasswordHash))
        {
            await work.ForgetTriesAsync(UserTries.ForConfirmation(work.User), ct);
        }

        await work.TakeUserAsync(own.User, ct);
        if (!work.Password.Proves(own.User.PasswordHash))
        {
            work.RecordOf(own.User, (id, name) => new UserConfirmationRefused(id, name));
            return new WrongPassword(nameof(request.CurrentPassword));
        }

        return await ConfirmedAsync(request, own, work, ct);
    }

    protected internal sealed override async Task<Outcome<TResult>> GiveUpAsync(TRequest request, AccountWork work, CancellationToken ct)
    {
        await work.ForgiveTryAsync(UserTries.ForConfirmation(work.User), ct);
        return new PasswordsBusy();
    }
}

/// <summary>The account of the user who acts, and what his organization demands.</summary>
public sealed record OwnAccount(UserCredential User, SecuritySettings Settings)
{
    internal static async Task<OwnAccount> OfAsync(AccountWork work, CancellationToken ct)
    {
        var (organization, id) = (work.User.OrganizationId, work.User.UserId);
        var user = await work.Db.Set<UserCredential>().SingleAsync(u => u.OrganizationId == organization && u.Id == id, ct);
        return new OwnAccount(user, await work.SettingsOfAsync(organization, ct));
    }
}

public sealed record UserConfirmationRefused(Platform.ObjectId Id, string Username) : OwnAccountEvent(Id, Username)
{
    public override string Summary => "A change of the own account was refused: wrong current password";
}
