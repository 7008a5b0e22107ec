using System.Globalization;
using Portico.Platform.Storage;

namespace Portico.Users.Files;

/// <summary>What a row of a file says of a user, before it is known whether that will do.</summary>
internal sealed class UserDraft(AddUser.Request request)
{
    public AddUser.Request Request { get; } = request;

    /// <summary>The username of the manager; null when the file says nothing, empty to have none.</summary>
    public string? Manager { get; set; }
}

/// <summary>An attribute as a column of a file.</summary>
/// <param name="Key">Its name in the API.</param>
/// <param name="Title">As people read it; the header of exported files.</param>
/// <param name="Field">The member of the request that a problem names.</param>
/// <param name="Write">Takes a cell, trimmed, null for an empty one; answers with what is wrong, or null.</param>
/// <param name="Read">What an exported file has there; null for what is never told.</param>
/// <param name="Aliases">What other systems call it.</param>
internal sealed record UserColumn(
    string Key,
    string Title,
    string Field,
    Func<UserDraft, string?, string?> Write,
    Func<User, string?>? Read,
    params string[] Aliases
);

/// <summary>The columns that files of users may have.</summary>
internal static class UserColumns
{
    public const string CustomPrefix = "attribute:";
    public const string PhonePrefix = "phone:";

    public static IReadOnlyList<UserColumn> All { get; } =
    [
        Text(
            "username",
            "Username",
            (r, v) => r.Username = v ?? "",
            u => u.Username,
            "login",
            "user",
            "user name",
            "samaccountname",
            "uid name"
        ),
        Text("email", "E-mail", (r, v) => r.Email = v ?? "", u => u.Email, "email", "e-mail address", "email address", "mail"),
        Text(
            "alternateEmail",
            "Alternate e-mail",
            (r, v) => r.AlternateEmail = v,
            u => u.AlternateEmail,
            "personal email",
            "recovery email"
        ),
        Text("firstName", "First name", (r, v) => r.FirstName = v, u => u.FirstName, "given name", "givenname", "forename"),
        Text("middleName", "Middle name", (r, v) => r.MiddleName = v, u => u.MiddleName),
        Text("lastName", "Last name", (r, v) => r.LastName = v, u => u.LastName, "surname", "family name", "sn"),
        Text("displayName", "Display name", (r, v) => r.DisplayName = v, u => u.DisplayName, "full name", "name", "cn"),
        Text("description", "Description", (r, v) => r.Description = v, u => u.Description),
        Text("company", "Company", (r, v) => r.Company = v, u => u.Company, "organization"),
        Text("department", "Department", (r, v) => r.Department = v, u => u.Department, "dept"),
        Text("costCenter", "Cost centre", (r, v) => r.CostCenter = v, u => u.CostCenter, "cost center"),
        Text("jobTitle", "Job title", (r, v) => r.JobTitle = v, u => u.JobTitle, "title", "position"),
        Text("employeeType", "Employee type", (r, v) => r.EmployeeType = v, u => u.EmployeeType),
        Text(
            "employeeIdentifier",
            "Employee identifier",
            (r, v) => r.EmployeeIdentifier = v,
            u => u.EmployeeIdentifier,
            "employee id",
            "employee number",
            "employeeid"
        ),
        Text("location", "Location", (r, v) => r.Location = v, u => u.Location, "office"),
        new(
            "manager",
            "Manager",
            nameof(UserDetails.ManagerId),
            (d, v) => Given(() => d.Manager = v ?? ""),
            Read: null,
            "manager username"
        ),
        new("state", "State", nameof(AddUser.Request.State), WriteState, u => u.State.ToString().ToLowerInvariant(), "status"),
        new("password", "Password", nameof(AddUser.Request.Password), (d, v) => Given(() => d.Request.Password = v), Read: null),
        new(
            "passwordHash",
            "Password hash",
            nameof(AddUser.Request.PasswordHash),
            (d, v) => Given(() => d.Request.PasswordHash = v),
            Read: null
        ),
        Number("uid", "UID", (r, v) => r.Uid = v, u => u.Uid, "uidnumber"),
        Number("gid", "GID", (r, v) => r.Gid = v, u => u.Gid, "gidnumber"),
        .. Address(
            "work",
            "Work",
            r => r.WorkAddress = r.WorkAddress is { } a ? a with { } : new(),
            u => u.WorkAddress,
            nameof(UserDetails.WorkAddress)
        ),
        .. Address(
            "home",
            "Home",
            r => r.HomeAddress = r.HomeAddress is { } a ? a with { } : new(),
            u => u.HomeAddress,
            nameof(UserDetails.HomeAddress)
        ),
    ];

    private static readonly Dictionary<string, UserColumn> known = All.ToDictionary(c => c.Key, StringComparer.Ordinal);

    /// <summary>The column of a key; a custom attribute or a telephone number has its name in it. Null for none.</summary>
    public static UserColumn? Find(string key) =>
        known.GetValueOrDefault(key)
        ?? (key.StartsWith(CustomPrefix, StringComparison.Ordinal) ? Custom(key[CustomPrefix.Length..]) : null)
        ?? (key.StartsWith(PhonePrefix, StringComparison.Ordinal) ? Phone(key[PhonePrefix.Length..]) : null);

    /// <summary>The key that a header means, most likely; null when it says nothing.</summary>
    public static string? Suggest(string header)
    {
        var words = Simple(header);
        var found = All.FirstOrDefault(c => Names(c).Any(name => string.Equals(Simple(name), words, StringComparison.Ordinal)))?.Key;
        return found
            ?? (
                header.StartsWith(CustomPrefix, StringComparison.Ordinal) || header.StartsWith(PhonePrefix, StringComparison.Ordinal)
                    ? header
                    : null
            )
            ?? (words is "phone" or "telephone" or "phonenumber" or "workphone" ? PhonePrefix + "Work" : null)
            ?? (words is "mobile" or "mobilephone" or "cell" or "cellphone" ? PhonePrefix + "Mobile" : null);
    }

    private static IEnumerable<string> Names(UserColumn column) => [column.Key, column.Title, .. column.Aliases];

    private static string Simple(string text) => string.Concat(text.ToSearchKey().Where(char.IsLetterOrDigit));

    private static UserColumn Text(
        string key,
        string title,
        Action<AddUser.Request, string?> write,
        Func<User, string?> read,
        params string[] aliases
    ) => new(key, title, char.ToUpperInvariant(key[0]) + key[1..], (d, v) => Given(() => write(d.Request, v)), read, aliases);

    private static UserColumn Number(
        string key,
        string title,
        Action<AddUser.Request, int?> write,
        Func<User, int> read,
        params string[] aliases
    ) =>
        new(
            key,
            title,
            char.ToUpperInvariant(key[0]) + key[1..],
            (d, v) =>
            {
                if (v is null)
                {
                    return null;
                }

                if (!int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return "Use a whole number.";
                }

                write(d.Request, number);
                return null;
            },
            u => read(u).ToString(CultureInfo.InvariantCulture),
            aliases
        );

    private static IEnumerable<UserColumn> Address(
        string key,
        string title,
        Func<AddUser.Request, PostalAddress> of,
        Func<User, PostalAddress?> read,
        string field
    )
    {
        yield return Line("Street", "street", (a, v) => a.Street = v, a => a.Street);
        yield return Line("Extended", "address line 2", (a, v) => a.Extended = v, a => a.Extended);
        yield return Line("City", "city", (a, v) => a.City = v, a => a.City);
        yield return Line("Region", "region", (a, v) => a.Region = v, a => a.Region);
        yield return Line("PostalCode", "postal code", (a, v) => a.PostalCode = v, a => a.PostalCode);
        yield return Line("Country", "country", (a, v) => a.Country = v, a => a.Country);

        UserColumn Line(string part, string words, Action<PostalAddress, string?> write, Func<PostalAddress, string?> get) =>
            new(
                key + part,
                $"{title} {words}",
                $"{field}.{part}",
                // The address of an existing user is not changed in place: it would be no change then.
                (d, v) => Given(() => write(of(d.Request), v)),
                u => read(u) is { } address ? get(address) : null
            );
    }

    private static UserColumn? Custom(string name) =>
        name.Length is 0
            ? null
            : new(
                CustomPrefix + name,
                CustomPrefix + name,
                nameof(UserDetails.CustomAttributes),
                (d, v) =>
                    Given(() =>
                        d.Request.CustomAttributes = [
                            .. d.Request.CustomAttributes.Where(a => !string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)),
                            .. v is null ? (CustomAttributeValue[])[] : [new CustomAttributeValue { Name = name, Value = v }],
                        ]
                    ),
                u => u.CustomAttributes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase))?.Value
            );

    private static UserColumn? Phone(string kind) =>
        kind.Length is 0
            ? null
            : new(
                PhonePrefix + kind,
                PhonePrefix + kind,
                nameof(UserDetails.PhoneNumbers),
                (d, v) =>
                    Given(() =>
                        d.Request.PhoneNumbers = [
                            .. d.Request.PhoneNumbers.Where(p => !string.Equals(p.Kind, kind, StringComparison.OrdinalIgnoreCase)),
                            .. v is null ? (PhoneNumber[])[] : [new PhoneNumber { Kind = kind, Number = v }],
                        ]
                    ),
                u => u.PhoneNumbers.FirstOrDefault(p => string.Equals(p.Kind, kind, StringComparison.OrdinalIgnoreCase))?.Number
            );

    private static string? WriteState(UserDraft draft, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!Enum.TryParse<UserState>(value, ignoreCase: true, out var state) || !Enum.IsDefined(state) || char.IsAsciiDigit(value[0]))
        {
            return "Use staged, activated or suspended.";
        }

        draft.Request.State = state;
        return null;
    }

    private static string? Given(Action write)
    {
        write();
        return null;
    }
}
