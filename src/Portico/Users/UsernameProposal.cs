namespace Portico.Users;

/// <summary>A username for whoever has only an address so far.</summary>
public static class UsernameProposal
{
    /// <summary>What stands before the @, if a username may be so; else nothing.</summary>
    public static string Of(string? email)
    {
        var name = (email ?? "").Split('@')[0].Trim().ToLowerInvariant();
        return name.Length <= UserIdentity.UsernameMaxLength && new UsernameAttribute().IsValid(name) ? name : "";
    }
}
