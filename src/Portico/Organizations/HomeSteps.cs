using System.Globalization;
using Portico.Platform.Access;

namespace Portico.Organizations;

/// <summary>One of the first things to do in an organization, and whether it is done.</summary>
public sealed record HomeStep(string Title, string Text, string Href, bool IsDone);

/// <summary>What to do first in an organization: only what the reader's role may do.</summary>
public static class HomeSteps
{
    public static IReadOnlyList<HomeStep> Of(GetOrganizationHome.Result home, GetOrganizationHeader.Result header)
    {
        var settings = header.Path + "/settings";
        var steps = new List<HomeStep>();
        if (header.Grants(Permission.ManageSettings))
        {
            steps.Add(new("Name a contact", "Whom to call about this organization.", settings + "/general", home.HasContact));
            steps.Add(
                new(
                    "Upload the logo",
                    "Its people see it where they sign in; you see it in every list.",
                    settings + "/general",
                    home.HasLogo
                )
            );
            steps.Add(
                new(
                    "Choose the password requirements",
                    "They hold for all its users. Until then the defaults do.",
                    settings + "/security",
                    home.HasOwnSecurity
                )
            );
        }

        if (header.Grants(Permission.ManageAdministrators))
        {
            steps.Add(
                new(
                    "Invite its own administrator",
                    "Only if the organization has someone who looks after its users.",
                    settings + "/administrators",
                    home.Administrators + home.Invited > 0
                )
            );
        }

        return steps;
    }
}

/// <summary>Something in an organization that waits for someone.</summary>
public sealed record HomeMatter(string Words, string LinkWords, string Href);

/// <summary>What needs attention in an organization. That it is suspended stands on each of its pages.</summary>
public static class HomeMatters
{
    public static IReadOnlyList<HomeMatter> Of(GetOrganizationHome.Result home, GetOrganizationHeader.Result header)
    {
        var administrators = header.Path + "/settings/administrators";
        var matters = new List<HomeMatter>();
        if (home.Expired > 0)
        {
            var words = home.Expired is 1
                ? "An invitation ended without an answer. Send it again or remove it."
                : $"{Platform.Ui.Words.Number(home.Expired)} invitations ended without an answer. Send them again or remove them.";
            matters.Add(new(words, "Administrators", administrators));
        }

        if (home.Invited > 0)
        {
            var words = home.Invited is 1
                ? "An invited administrator has not accepted yet."
                : $"{Platform.Ui.Words.Number(home.Invited)} invited administrators have not accepted yet.";
            matters.Add(new(words, "Administrators", administrators));
        }

        foreach (var ending in home.EndingCertificates)
        {
            var whose = ending.IsPeers
                ? $"The service provider's certificate at {ending.Name}"
                : $"The signing certificate of {ending.Name}";
            var when = ending.EndsAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            var page = $"{header.Path}/applications/{ending.Application}";
            matters.Add(
                ending.IsPeers
                    ? new($"{whose} ends on {when}. Take its new metadata over.", "Single sign-on", page)
                    : new($"{whose} ends on {when}. Replace it, and tell the service provider.", "Certificates", page + "/certificates")
            );
        }

        return matters;
    }
}
