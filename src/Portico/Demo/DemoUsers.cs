using System.Globalization;
using Portico.Platform;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Demo;

/// <summary>The people of one of the demo's organizations: of every department, and in every state that a list shows.</summary>
internal sealed class DemoUsers(DemoClock clock, DemoActor manager)
{
    /// <summary>
    /// SHA-512 of the demo's password (crypt(3)), as another system would have it: hashing one for each of six hundred people would take
    /// the demo half a minute.
    /// </summary>
    private const string PasswordHash =
        "$6$harbourline$PLb2nu9rxtoJSXY8OWWY.TurQrAbqi0AXuNQRoV52TNnD6ViZ7BQoEcj92cF6AQjBBdg0nmZLkI2IyBjMxlrb/";

    private static readonly (string Department, string Lead, string Member)[] Work =
    [
        ("Management", "Managing director", "Assistant"),
        ("Sales", "Head of sales", "Account manager"),
        ("Operations", "Head of operations", "Coordinator"),
        ("Finance", "Head of finance", "Accountant"),
        ("Customer service", "Head of customer service", "Agent"),
        ("Warehouse", "Shift lead", "Clerk"),
    ];

    private static readonly string[] Places = ["Headquarters", "North branch", "Harbour office"];

    /// <summary>In the order in which the organization names them.</summary>
    public async Task<IReadOnlyList<ObjectId>> AddAsync(ObjectId id, int number, DemoOrganization organization, CancellationToken ct)
    {
        var added = new List<ObjectId>();
        foreach (var (n, (first, last, username)) in organization.People(number).Index())
        {
            clock.Advance(TimeSpan.FromSeconds(40));
            var (department, lead, member) = Work[n % Work.Length];
            var user = new AddUser.Request
            {
                Username = username,
                Email = $"{username}@{organization.Domain}",
                FirstName = first,
                LastName = last,
                Department = department,
                JobTitle = n < Work.Length ? lead : member,
                // The first of each department leads it, and the very first leads them.
                ManagerId =
                    n is 0 ? null
                    : n < Work.Length ? added[0]
                    : added[n % Work.Length],
                Location = Places[n % Places.Length],
                EmployeeIdentifier = string.Create(CultureInfo.InvariantCulture, $"{number + 1:00}-{n + 1:000}"),
                State =
                    n % 11 is 7 ? UserState.Staged
                    : n % 13 is 9 ? UserState.Suspended
                    : UserState.Activated,
                PasswordHash = n % 5 is 4 || n % 11 is 7 ? null : PasswordHash,
                PhoneNumbers = n % 3 is 0 ? [new() { Kind = "Mobile", Number = Telephone(number, n) }] : [],
                RequiresMfa = n is 1 or 3,
                // Six hundred mails to nobody would only keep the demo waiting.
                SendsMail = n < 2,
            };
            added.Add((await manager.Does<AddUser>().RunAsync(id, user, ct)).Require().Id);
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        ObjectId[] expired = [.. added.Where((_, n) => n % 9 is 3)];
        (await manager.Does<RequireUserPasswordChange>().RunAsync(id, new() { Ids = expired }, ct)).Require();
        var leaves = new ScheduleUserState.Request
        {
            Id = added[2],
            State = UserState.Suspended,
            At = clock.GetUtcNow().AddDays(200),
        };
        (await manager.Does<ScheduleUserState>().RunAsync(id, leaves, ct)).Require();
        return added;
    }

    private static string Telephone(int number, int n) => string.Create(CultureInfo.InvariantCulture, $"+44 1632 9{number:00}{n:000}");
}
