using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Applications;

/// <summary>Reads an application's logo as it is served.</summary>
public sealed class GetApplicationLogo(OperationRunner runner)
    : OrganizationQuery<GetApplicationLogo.Request, GetApplicationLogo.Result>(runner)
{
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The hash that the address carries: one of another content than today's answers nothing. Null asks for whatever it is.</summary>
        public string? Hash { get; set; }
    }

    /// <param name="Content">The bytes as re-encoded.</param>
    /// <param name="ContentType">image/png or image/jpeg.</param>
    public sealed record Result(byte[] Content, string ContentType);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct) =>
        await FindAsync(request.Id, request.Hash, work, ct) is { } found ? found : new NothingHere();

    internal static async Task<Result?> FindAsync(ObjectId application, string? hash, Work work, CancellationToken ct) =>
        hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
            ? null
            : await (
                from a in work.Db.Set<Application>()
                where a.Id == application && a.LogoHash != null && (hash == null || a.LogoHash == hash)
                join logo in work.Db.Set<ApplicationLogo>() on a.Id equals logo.ApplicationId
                select new Result(logo.Content, logo.ContentType)
            ).SingleOrDefaultAsync(ct);
}
