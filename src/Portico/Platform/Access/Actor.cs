namespace Portico.Platform.Access;

/// <summary>Who acts. The kinds are closed: nothing outside this file is an actor.</summary>
public abstract record Actor
{
    private Actor() { }

    /// <summary>The name that audit events keep.</summary>
    public abstract string Name { get; }

    /// <summary>The API key through which it acts; null for whoever signed in, and for jobs.</summary>
    public ActingKey? Key { get; init; }

    /// <summary>A person who signed in to administer, or a program with a key of that person's: it may what the person may, and no more.</summary>
    public sealed record Administrator(ObjectId AdministratorId, ObjectId? SessionId, string FullName, string Email) : Actor
    {
        public override string Name => FullName;
    }

    /// <summary>A program with a key of a provider, which has a role and organizations of its own: those of that membership.</summary>
    public sealed record ProviderKey(ObjectId MembershipId, string KeyName) : Actor
    {
        public override string Name => KeyName;
    }

    /// <summary>A person of one organization, who signed in to its user portal and there may what concerns himself.</summary>
    public sealed record User(ObjectId OrganizationId, ObjectId UserId, ObjectId SessionId, string FullName, string Username) : Actor
    {
        public override string Name => FullName;
    }

    /// <summary>An application of one organization, which asks the organization's identity provider while no user is there.</summary>
    public sealed record Application(ObjectId OrganizationId) : Actor
    {
        public override string Name => "Single sign-on";
    }

    /// <summary>Portico itself, working for one provider, and there in one organization or in all.</summary>
    public sealed record Job(string JobName, ObjectId? ProviderId, ObjectId? OrganizationId) : Actor
    {
        public override string Name => JobName;
    }
}

/// <summary>An API key in use; the networks are those it is allowed from, empty for any.</summary>
public sealed record ActingKey(ObjectId Id, string Name, string AllowedNetworks);

/// <summary>A sign-in to an organization's user portal that has not come to its end.</summary>
public sealed record UnfinishedUserSession(ObjectId OrganizationId, ObjectId SessionId);

/// <summary>The actor of the request at hand and where it comes from. Set by authentication, once; read by the operation runner.</summary>
public sealed class Caller
{
    /// <summary>Null while nobody has signed in.</summary>
    public Actor? Actor { get; private set; }

    /// <summary>The network address of the request, as the trusted proxies tell it.</summary>
    public string? Address { get; private set; }

    /// <summary>The program that sent the request, cut to 400 characters.</summary>
    public string? UserAgent { get; private set; }

    /// <summary>The session of a sign-in that has not come to its end; whoever has it is nobody yet.</summary>
    public ObjectId? UnfinishedSessionId { get; private set; }

    /// <summary>The same of a sign-in to a user portal.</summary>
    public UnfinishedUserSession? UnfinishedUserSession { get; private set; }

    /// <summary>What this browser was given when someone signed in with it before; null on a browser that nobody knows.</summary>
    public string? KnownBrowser { get; private set; }

    /// <summary>Says that a sign-in is going on, and nothing about who it will be.</summary>
    public void IsSigningIn(ObjectId sessionId) => UnfinishedSessionId = sessionId;

    /// <inheritdoc cref="IsSigningIn(ObjectId)"/>
    public void IsSigningIn(UnfinishedUserSession session) => UnfinishedUserSession = session;

    public void Uses(string? knownBrowser) => KnownBrowser = knownBrowser;

    public void Is(Actor? actor, string? address = null, string? userAgent = null)
    {
        Actor = actor;
        Address = address ?? Address;
        UserAgent = userAgent?.MadeWhole().CutTo(400) ?? UserAgent;
    }
}
