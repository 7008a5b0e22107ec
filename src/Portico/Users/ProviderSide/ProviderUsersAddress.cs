using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Users.ProviderSide;

/// <summary>The state of the provider's list of users in its address.</summary>
public static class ProviderUsersAddress
{
    public const string Path = "/users";
    public const string Need = "need";
    public const string Organization = "organization";

    /// <summary>What the page's selects are called.</summary>
    public static IReadOnlyList<string> Selects { get; } = [UsersAddress.State, UsersAddress.PasswordStatus, UsersAddress.Mfa, Need];

    public static string Of(UserNeed need) => $"{Path}?{Need}={UsersAddress.Word(need)}";

    public static string Of(UserNeed need, ObjectId organization) => $"{Of(need)}&{Organization}={organization}";

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static SearchUsers.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(200),
            State = UsersAddress.Word<UserState>(address.First(UsersAddress.State)),
            PasswordStatus = UsersAddress.Word<PasswordStatus>(address.First(UsersAddress.PasswordStatus)),
            Mfa = UsersAddress.Word<UserMfaStatus>(address.First(UsersAddress.Mfa)),
            Need = UsersAddress.Word<UserNeed>(address.First(Need)),
            Organization = ObjectId.TryParse(address.First(Organization), out var id) ? id : null,
            Limit = UsersAddress.RowsIn(address),
            Page = address.PageIn(PageAddress.Page),
        };
}
