using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Users.ProviderSide;

/// <summary>The state of the provider's list of users in its address.</summary>
public static class ProviderUsersAddress
{
    public const string Path = "/users";
    public const string Need = "need";
    public const string Organization = "organization";

    public static string Of(UserNeed need) => $"{Path}?{Need}={UsersAddress.Word(need)}";

    public static string Of(UserNeed need, ObjectId organization) => $"{Of(need)}&{Organization}={organization}";

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static SearchUsers.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(200),
            State = UsersAddress.Word<UserState>(address.First(UsersAddress.State)),
            Need = UsersAddress.Word<UserNeed>(address.First(Need)),
            Organization = ObjectId.TryParse(address.First(Organization), out var id) ? id : null,
            Page = address.PageIn(PageAddress.Page),
        };
}
