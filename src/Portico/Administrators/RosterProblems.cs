using Portico.Platform.Operations;

namespace Portico.Administrators;

/// <summary>No administrator here has this id.</summary>
public sealed record NoSuchAdministrator() : NotFound("no-such-administrator", "There is no such administrator here. Load the list again.");

/// <summary>Nobody takes away his own way in.</summary>
public sealed record NotYourself()
    : Conflict(
        "not-yourself",
        "You cannot suspend or remove yourself, or change your own role and organizations. Another administrator can."
    );

/// <summary>Someone must remain who may manage administrators.</summary>
public sealed record LastAdministrator()
    : Conflict(
        "last-administrator",
        "This is the last active administrator who may manage administrators. Give someone else that role first."
    );

/// <summary>The administrator to be changed may do more than the one who changes him.</summary>
public sealed record BeyondYourReach()
    : Forbidden("beyond-your-reach", "This administrator has organizations or rights that you do not have. Ask someone who has them.");

/// <summary>Nobody grants what he does not have.</summary>
public sealed record RoleAboveYours() : Invalid("role-above-yours", "This role grants more than yours. Choose another one.", "Role");

/// <summary>Nobody with chosen organizations grants all of them.</summary>
public sealed record ReachAboveYours()
    : Invalid("reach-above-yours", "You have chosen organizations only, so you cannot grant all. Choose among yours.", "AllOrganizations");

/// <summary>Without organizations an administrator could do nothing.</summary>
public sealed record NoOrganizationChosen()
    : Invalid("no-organization-chosen", "Choose at least one organization, or all organizations.", "AllOrganizations");

/// <summary>One of the chosen organizations does not exist for the one who grants it.</summary>
public sealed record UnknownOrganization()
    : Invalid("unknown-organization", "One of the organizations does not exist. Look for it again.", "AllOrganizations");

/// <summary>What was asked for needs someone who has accepted.</summary>
public sealed record InvitationOpen(string Name)
    : Conflict("invitation-open", $"{Name} has not accepted the invitation yet. You can send it again or revoke it.");

/// <summary>What was asked for needs an open invitation.</summary>
public sealed record InvitationAccepted(string Name)
    : Conflict("invitation-accepted", $"{Name} has accepted the invitation already. You can suspend or remove this administrator.");
