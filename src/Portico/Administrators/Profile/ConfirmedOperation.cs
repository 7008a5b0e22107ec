using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Tries;

namespace Portico.Administrators.Profile;

/// <summary>A request that carries one's current password again, so that an unattended browser is not enough.</summary>
[ValidatableType]
public abstract record ConfirmedRequest
{
    [Display(Name = "Current password")]
    [Required(ErrorMessage = "Enter your current password.")]
    [StringLength(1_000, ErrorMessage = "No password is that long.")]
    public string CurrentPassword { get; set; } = "";
}

/// <summary>An operation on one's own account that happens only with the current password. Wrong ones are counted and have to wait.</summary>
public abstract class ConfirmedOperation<TRequest, TResult>(OperationRunner runner) : PasswordOperation<TRequest, TResult>(runner)
    where TRequest : ConfirmedRequest
{
    protected internal sealed override bool NeedsSignIn => true;

    /// <summary>Goes on once the password was right.</summary>
    protected abstract Task<Outcome<TResult>> ConfirmedAsync(
        TRequest request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    );

    /// <summary>What is wrong before the password is looked at, and what there is to hash besides.</summary>
    protected virtual Outcome<PasswordTask> ToDo(TRequest request, Administrator account) =>
        PasswordTask.Verify(account.PasswordHash, request.CurrentPassword);

    protected internal sealed override async Task<Outcome<PasswordTask>> PrepareAsync(
        TRequest request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var task = ToDo(request, await OwnAsync(work, ct));
        return task.Succeeded && await work.CountTryAsync(TryKey.ForConfirmation(work.SignedIn.AdministratorId), ct) is { } wait
            ? wait
            : task;
    }

    protected internal sealed override async Task<Outcome<TResult>> HandleAsync(TRequest request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync($"authenticator:{work.SignedIn.AdministratorId}", ct);
        var account = await OwnAsync(work, ct);
        if (!work.Password.Proves(account.PasswordHash))
        {
            work.Record(account.Happened(work, "confirmation-refused", "A change of the account was refused: wrong current password"));
            return new WrongPassword(nameof(request.CurrentPassword));
        }

        await work.ForgetTriesAsync(TryKey.ForConfirmation(account.Id), ct);
        return await ConfirmedAsync(request, account, work, ct);
    }

    protected internal sealed override async Task<Outcome<TResult>> GiveUpAsync(TRequest request, AccountWork work, CancellationToken ct)
    {
        await work.ForgiveTryAsync(TryKey.ForConfirmation(work.SignedIn.AdministratorId), ct);
        return new PasswordsBusy();
    }

    private static Task<Administrator> OwnAsync(AccountWork work, CancellationToken ct) =>
        work.Db.Set<Administrator>().SingleAsync(a => a.Id == work.SignedIn.AdministratorId, ct);
}
