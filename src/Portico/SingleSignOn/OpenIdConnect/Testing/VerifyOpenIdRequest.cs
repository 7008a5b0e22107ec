using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using OpenIddict.Abstractions;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Testing;

/// <summary>
/// Reads a request to which an application has sent a browser, and says whether it would be answered, and if not, why: by the checks that
/// a real one meets. Nothing is given out, and it is not used up.
/// </summary>
public sealed class VerifyOpenIdRequest(OperationRunner runner, OpenIdAddresses addresses, OpenIdRehearsal rehearsal)
    : OrganizationQuery<VerifyOpenIdRequest.Request, VerifyOpenIdRequest.Result>(runner)
{
    private const int MostParameters = 100;

    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>The address with its query, or the query.</summary>
        [Display(Name = "Request")]
        [Required(ErrorMessage = "Paste the request.")]
        [StringLength(20_000, ErrorMessage = "Use at most {1} characters.")]
        public string AuthorizationRequest { get; set; } = "";
    }

    /// <param name="IsAccepted">Whether a user would be asked to sign in by it.</param>
    /// <param name="Code">Of the first check that fails, in the words of the standard where it has one; null when none does.</param>
    /// <param name="Words">What it means, and what to mend.</param>
    /// <param name="Read">What was read, as far as it could be.</param>
    public sealed record Result(bool IsAccepted, string? Code, string? Words, IReadOnlyList<RequestPart> Read);

    // It runs the checks of the protocol on whatever is pasted: for those who set the application up.
    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        var text = request.AuthorizationRequest.Trim().Split('#', 2)[0];
        var query = text.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 && !text.Contains('=', StringComparison.Ordinal))
        {
            return Refused("not-a-request", "This is no authorization request: it has no parameters.", []);
        }

        var read = QueryHelpers.ParseQuery(query < 0 ? text : text[query..]);
        List<RequestPart> parts = [.. read.Take(MostParameters).Select(p => new RequestPart(p.Key, Shown(p.Key, p.Value.ToString())))];
        var expected = $"{addresses.IssuerOf(found.Settings.OrganizationId)}/{OpenIdAddresses.Authorize}";
        if (query > 0 && !string.Equals(text[..query], expected, StringComparison.Ordinal))
        {
            return Refused("other-address", $"It goes to another address. The authorization URL is {expected}.", parts);
        }

        var asked = new OpenIddictRequest(read.Where(p => p.Key is not (OpenIdArrivals.Parameter or OpenIdConfirmations.Parameter)));
        if (await IsOfAnotherAsync(asked.ClientId, request.Id, work, ct))
        {
            return Refused("other-application", "It is a request of another application of this organization.", parts);
        }

        return await rehearsal.FindRefusalAsync(asked, work, ct) is { } refusal
            ? Refused(refusal.Code, refusal.Words, parts)
            : new Result(true, Code: null, Words: null, parts);
    }

    private static Result Refused(string code, string words, IReadOnlyList<RequestPart> parts) => new(false, code, words, parts);

    private static async Task<bool> IsOfAnotherAsync(string? named, ObjectId application, Work work, CancellationToken ct) =>
        ObjectId.TryParse(named, provider: null, out var id)
        && id != application
        && await work.Db.Set<OpenIdSettings>().AnyAsync(s => s.ApplicationId == id, ct);

    /// <summary>A token or a secret is nobody's to read, though it was pasted.</summary>
    private static string Shown(string name, string value) =>
        name is Parameters.IdTokenHint or Parameters.ClientSecret or Parameters.Request ? "(given)" : value;
}
