using System.Globalization;
using System.Text.Json;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Users;

/// <summary>The state of the list of users in its address.</summary>
public static class UsersAddress
{
    public const string State = "state";
    public const string PasswordStatus = "passwordStatus";
    public const string Mfa = "mfa";
    public const string Requirements = "requirements";
    public const string Group = "group";
    public const string Rows = "rows";

    /// <summary>How many rows a page may have; the first when nothing is said.</summary>
    public static IReadOnlyList<int> PageSizes { get; } = [20, 50, 100];

    /// <summary>What the page's filters are called.</summary>
    public static IReadOnlyList<string> Filters { get; } = [State, PasswordStatus, Mfa, Requirements, Group];

    public static string Of(ObjectId organization) => $"/organizations/{organization}/users";

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static ListUsers.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(200),
            Sort = SortKeysAttribute.ReadFor<ListUsers.Request>(address.First(PageAddress.Sort)),
            State = Word<UserState>(address.First(State)),
            PasswordStatus = Word<PasswordStatus>(address.First(PasswordStatus)),
            Mfa = Word<UserMfaStatus>(address.First(Mfa)),
            Requirements = Word<RequirementsStatus>(address.First(Requirements)),
            Group = ObjectId.TryParse(address.First(Group), provider: null, out var group) ? group : null,
            Page = address.PageIn(PageAddress.Page),
            Limit = RowsIn(address),
        };

    /// <summary>How many rows a page has.</summary>
    public static int RowsIn(PageAddress address) =>
        int.TryParse(address.First(Rows), CultureInfo.InvariantCulture, out var rows) && PageSizes.Contains(rows) ? rows : PageSizes[0];

    /// <summary>The list without search and filters, sorted as it is.</summary>
    public static PageAddress WithoutFilters(PageAddress address) => address.Without([PageAddress.Search, PageAddress.Page, .. Filters]);

    /// <summary>A value as addresses and the API write it: notRequired.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static T? Word<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Word(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
