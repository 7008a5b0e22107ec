namespace Portico.ApiKeys.Own;

/// <summary>A key of one's own.</summary>
public sealed record OwnApiKeyRow : ApiKeyRow
{
    internal OwnApiKeyRow(AdministratorApiKey key, DateTimeOffset now)
        : base(key, now) { }
}
