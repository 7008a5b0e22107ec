using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Administrators;

/// <summary>Makes the events that a person sees in the profile, with where they came from.</summary>
internal static class AccountHistory
{
    public static AccountEvent Happened(this Administrator account, AccountWork work, string type, string summary) =>
        Of(account.Id, work, type, summary);

    public static AccountHolder AsHolder(this Administrator account) => new(account.Id, account.FullName);

    /// <summary>For an address that may belong to no account.</summary>
    public static AccountEvent Of(ObjectId? account, AccountWork work, string type, string summary) =>
        new()
        {
            Id = work.NewId(),
            AdministratorId = account,
            At = work.Now,
            Type = type,
            Summary = summary.Shorten(AccountEvent.SummaryMaxLength),
            Address = work.Caller.Address,
            UserAgent = work.Caller.UserAgent,
        };
}
