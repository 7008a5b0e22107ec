using Portico.Platform.Operations;

namespace Portico.Platform.Access;

/// <summary>The provider or organization has an administrator, or an open invitation, with this address.</summary>
public sealed record AdministratorExists(string Email)
    : Conflict("administrator-exists", $"{Email} is an administrator here already, or has an open invitation.", nameof(Membership.Email));

/// <summary>A person administers for one provider at most.</summary>
public sealed record OneProviderOnly()
    : Conflict(
        "one-provider-only",
        "You are an administrator of another provider already. An account belongs to one provider: leave that one first, or have the "
            + "invitation sent to another address of yours."
    );
