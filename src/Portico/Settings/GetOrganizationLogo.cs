using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Reads the organization's logo as it is served.</summary>
public sealed class GetOrganizationLogo(OperationRunner runner)
    : OrganizationQuery<GetOrganizationLogo.Request, GetOrganizationLogo.Result>(runner)
{
    public sealed record Request
    {
        /// <summary>
        /// The hash that the address carries. An address that names another content than today's answers nothing, so that what a
        /// browser keeps under it is right for ever. Null asks for the logo whatever it is.
        /// </summary>
        public string? Hash { get; set; }
    }

    /// <param name="Content">The bytes as re-encoded.</param>
    /// <param name="ContentType">image/png or image/jpeg.</param>
    /// <param name="Hash">SHA-256 of the content in lower-case hexadecimal.</param>
    public sealed record Result(byte[] Content, string ContentType, string Hash);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (request.Hash is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower)))
        {
            return new NothingHere();
        }

        var found = await (
            from organization in work.Db.Set<ManagedOrganization>()
            where organization.LogoHash != null && (request.Hash == null || organization.LogoHash == request.Hash)
            join logo in work.Db.Set<OrganizationLogo>() on organization.Id equals logo.OrganizationId
            select new Result(logo.Content, logo.ContentType, organization.LogoHash!)
        ).SingleOrDefaultAsync(ct);
        return found is null ? new NothingHere() : found;
    }
}
