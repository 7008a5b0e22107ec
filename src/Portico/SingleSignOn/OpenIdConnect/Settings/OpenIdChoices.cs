namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>Whether an application can keep a secret (RFC 6749 §2.1).</summary>
public enum OpenIdClientType
{
    /// <summary>It runs on a server and proves who it is.</summary>
    Confidential,

    /// <summary>It runs in a browser or on a user's device; PKCE stands in for a secret.</summary>
    Public,
}

/// <summary>How a confidential client proves who it is (OpenID Connect Core §9).</summary>
public enum OpenIdClientAuthentication
{
    /// <summary>By a secret, in the header or the body: client_secret_basic, client_secret_post.</summary>
    Secret,

    /// <summary>By a signature: private_key_jwt.</summary>
    PrivateKey,
}

/// <summary>Whether two applications can tell that they have the same user (OpenID Connect Core §8).</summary>
public enum OpenIdSubjectType
{
    /// <summary>The user's id, the same for all.</summary>
    Public,

    /// <summary>Made for this application alone.</summary>
    Pairwise,
}

/// <summary>What an application's tokens are signed with (RFC 7518 §3.1).</summary>
public enum OpenIdAlgorithm
{
    /// <summary>RSA, 2048 bits, with SHA-256: what every client library knows.</summary>
    Rs256,

    /// <summary>ECDSA over P-256 with SHA-256: smaller and quicker.</summary>
    Es256,
}
