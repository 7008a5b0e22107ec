using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>Another organization's user portal is at that address.</summary>
public sealed record PortalAddressTaken()
    : Conflict("portal-address-taken", "This address is in use already. Choose another one.", nameof(ManagedOrganization.Slug));
