using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Tests.Support;

/// <summary>Accounts that people can really sign in to, and what happened to them.</summary>
internal static class Accounts
{
    public const string Password = "grey harbour lantern 41";

    private static readonly Lazy<string> Hash = new(() => Argon2Hash.Create(Password));

    /// <summary>Gives the person <see cref="Password"/>.</summary>
    public static Person WithPassword(this TestPortal portal, Person person)
    {
        portal.ChangeAccount(person, a => a.PasswordHash = Hash.Value);
        return person;
    }

    public static void ChangeAccount(this TestPortal portal, Person person, Action<Administrator> change)
    {
        using var db = portal.Credentials();
        change(db.Set<Administrator>().Single(a => a.Id == person.Id));
        db.SaveChanges();
    }

    public static void RequireMfa(this TestPortal portal, Person person)
    {
        using var db = portal.Credentials();
        db.Set<ProviderMembership>().Where(m => m.AdministratorId == person.Id).ToList().ForEach(m => m.RequiresMfa = true);
        db.Set<OrganizationMembership>().Where(m => m.AdministratorId == person.Id).ToList().ForEach(m => m.RequiresMfa = true);
        db.SaveChanges();
    }

    /// <summary>Signs in on a new browser and enrolls an authenticator; answers its secret and the recovery codes.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> Codes)> EnrollAsync(this TestPortal portal, Person person)
    {
        portal.RequireMfa(person);
        var visitor = new Visitor(portal, "203.0.113.99");
        (await visitor.PasswordAsync(person.Email, Password)).Require();
        var offer = (await visitor.OfferAsync()).Require();
        var codes = (await visitor.EnrollAsync(offer, visitor.CodeOf(offer))).Require().Recovery.Codes;
        // The code just used is spent; the next step begins.
        portal.Clock.Advance(TimeSpan.FromSeconds(60));
        return (offer.Secret, codes);
    }

    public static IReadOnlyList<string> EventsOf(this TestPortal portal, Person person)
    {
        using var db = portal.Credentials();
        return
        [
            .. db.Set<AccountEvent>().Where(e => e.AdministratorId == person.Id).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Type),
        ];
    }

    /// <summary>The token in the last mail's link: what follows the path.</summary>
    public static string TokenInMail(this TestPortal portal, string path)
    {
        var text = portal.Mails()[^1].TextBody!;
        var start = text.IndexOf(path, StringComparison.Ordinal) + path.Length;
        return text.Substring(start, 43);
    }
}
