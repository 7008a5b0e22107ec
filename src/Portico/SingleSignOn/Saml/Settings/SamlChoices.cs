namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>How a logout message travels through the browser.</summary>
public enum SamlBinding
{
    /// <summary>HTTP-Redirect.</summary>
    Redirect,

    /// <summary>HTTP-POST.</summary>
    Post,
}

/// <summary>What kind of name a user has at the service provider.</summary>
public enum SamlNameIdFormat
{
    /// <summary>Both sides know what it is.</summary>
    Unspecified,
    EmailAddress,

    /// <summary>The same at each sign-in.</summary>
    Persistent,

    /// <summary>Another one for each session.</summary>
    Transient,
}

/// <summary>Where that name comes from. A transient one is made up.</summary>
public enum SamlNameIdSource
{
    Username,
    Email,

    /// <summary>Made for this service provider alone, so that no two can compare their users.</summary>
    Pairwise,

    /// <summary>One of the user's custom attributes; who lacks it cannot sign in.</summary>
    CustomAttribute,
}

/// <summary>How an attribute's name is meant.</summary>
public enum SamlAttributeNameFormat
{
    Unspecified,
    Basic,
    Uri,
}

/// <summary>Where an attribute's value comes from.</summary>
public enum SamlValueSource
{
    Username,
    Email,
    FirstName,
    LastName,
    FullName,
    MiddleName,
    AlternateEmail,
    EmployeeIdentifier,
    EmployeeType,
    JobTitle,
    Department,
    CostCenter,
    Company,
    Location,

    /// <summary>The user's id in Portico, which never changes.</summary>
    UserId,

    /// <summary>The same for everyone.</summary>
    Constant,
    CustomAttribute,

    /// <summary>The names of the user's groups.</summary>
    Groups,

    /// <summary>Of those groups, the ones to which the application is assigned.</summary>
    AssignedGroups,
}
