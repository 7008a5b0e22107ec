namespace Portico.Platform.Access;

/// <summary>What a role may grant. Every operation names exactly one.</summary>
#pragma warning disable CA1711 // It is a permission; the suffix is the word, not .NET's code-access security.
public enum Permission
#pragma warning restore CA1711
{
    /// <summary>See organizations, their details and everything inside them.</summary>
    View,

    /// <summary>Add, rename, suspend and delete organizations of the provider.</summary>
    ManageOrganizations,

    /// <summary>Invite, change and remove administrators.</summary>
    ManageAdministrators,

    /// <summary>Change an organization's settings.</summary>
    ManageSettings,

    /// <summary>Add and change users, groups, systems and applications.</summary>
    ManageDirectory,

    /// <summary>Reset, unlock and resend for users.</summary>
    HelpUsers,
}

/// <summary>The built-in roles of a membership. Roles of different memberships are never united.</summary>
public enum Role
{
    /// <summary>Everything, with managing administrators.</summary>
    Administrator,

    /// <summary>Users, groups, systems, applications and settings.</summary>
    Manager,

    /// <summary>Sees all; resets, unlocks and resends.</summary>
    HelpDesk,

    /// <summary>Sees all, changes nothing.</summary>
    ReadOnly,
}

/// <summary>Which permission each role grants.</summary>
public static class Roles
{
    private static readonly Permission[] All = Enum.GetValues<Permission>();

    public static bool Grants(this Role role, Permission permission) =>
        role switch
        {
            Role.Administrator => true,
            Role.Manager => permission is not Permission.ManageAdministrators,
            Role.HelpDesk => permission is Permission.View or Permission.HelpUsers,
            Role.ReadOnly => permission is Permission.View,
            _ => false,
        };

    /// <summary>Whether it grants nothing that the other does not.</summary>
    public static bool IsWithin(this Role role, Role other) => Array.TrueForAll(All, p => !role.Grants(p) || other.Grants(p));

    /// <summary>The roles that grant it.</summary>
    public static Role[] Granting(Permission permission) => Array.FindAll(Enum.GetValues<Role>(), r => r.Grants(permission));

    /// <summary>The role's name as people read it.</summary>
    public static string Title(this Role role) =>
        role switch
        {
            Role.HelpDesk => "Help Desk",
            Role.ReadOnly => "Read Only",
            _ => role.ToString(),
        };
}
