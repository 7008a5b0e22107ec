using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>The secrets of an application, the newest first; not the secrets themselves.</summary>
public sealed class ListOpenIdSecrets(OperationRunner runner)
    : OrganizationQuery<ListOpenIdSecrets.Request, ListOf<ListOpenIdSecrets.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }
    }

    /// <param name="Id">The secret's id.</param>
    /// <param name="Ending">Its last four characters.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="ExpiresAt">When it stops to count; null for never.</param>
    public sealed record Row(ObjectId Id, string Ending, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is null)
        {
            return new NoSuchApplication();
        }

        var all = work.Db.Set<OpenIdSecret>().Where(s => s.ApplicationId == request.Id);
        var total = await all.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await all.OrderByDescending(s => s.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(s => new Row(s.Id, s.Ending, s.CreatedAt, s.ExpiresAt))
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}

/// <summary>Makes a secret for an application. It is shown once; the others go on counting.</summary>
public sealed class AddOpenIdSecret(OperationRunner runner) : OrganizationOperation<AddOpenIdSecret.Request, AddOpenIdSecret.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [JsonIgnore]
        public ObjectId Id { get; set; }

        /// <summary>After how many days it stops to count; nothing for never.</summary>
        [Display(Name = "Days until it expires")]
        [Range(1, 3_650, ErrorMessage = "Use {1} to {2} days.")]
        public int? Days { get; set; }
    }

    /// <param name="Id">The secret's id.</param>
    /// <param name="Secret">The secret itself: shown here and never again.</param>
    /// <param name="ExpiresAt">When it stops to count; null for never.</param>
    public sealed record Result(ObjectId Id, string Secret, DateTimeOffset? ExpiresAt);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        await work.TakeTurnAsync($"openid-secrets:{request.Id}", ct);
        if (await work.Db.Set<OpenIdSecret>().CountAsync(s => s.ApplicationId == request.Id, ct) >= OpenIdSecret.Most)
        {
            return new TooManySecrets();
        }

        var token = SecretToken.Create();
        var secret = new OpenIdSecret
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            ApplicationId = request.Id,
            Hash = token.Hash,
            Ending = token.Text[^4..],
            CreatedAt = work.Now,
            ExpiresAt = request.Days is { } days ? work.Now.AddDays(days) : null,
        };
        work.Db.Add(secret);
        work.Record(new OpenIdSecretAdded(request.Id, found.Application.Name, secret.Ending));
        return new Result(secret.Id, token.Text, secret.ExpiresAt);
    }
}

/// <summary>Takes a secret away: from then on it proves nothing.</summary>
public sealed class RemoveOpenIdSecret(OperationRunner runner) : OrganizationOperation<RemoveOpenIdSecret.Request, Done>(runner)
{
    public sealed record Request
    {
        public ObjectId Id { get; set; }
        public ObjectId SecretId { get; set; }
    }

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (await OpenIdFoundation.FindAsync(request.Id, work, ct) is not { } found)
        {
            return new NoSuchApplication();
        }

        var secret = await work
            .Db.Set<OpenIdSecret>()
            .SingleOrDefaultAsync(s => s.Id == request.SecretId && s.ApplicationId == request.Id, ct);
        if (secret is null)
        {
            return new NoSuchSecret();
        }

        work.Db.Remove(secret);
        work.Record(new OpenIdSecretRemoved(request.Id, found.Application.Name, secret.Ending));
        return Done.Instance;
    }
}

public sealed record OpenIdSecretAdded(ObjectId Id, string Name, string Ending) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Made a client secret for {Name}, ending in {Ending}";
}

public sealed record OpenIdSecretRemoved(ObjectId Id, string Name, string Ending) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Took away the client secret of {Name} ending in {Ending}";
}

/// <summary>No secret of the application has this id.</summary>
public sealed record NoSuchSecret() : NotFound("no-such-secret", "There is no such secret here. Load the list again.");

/// <summary>There are as many secrets as there may be.</summary>
public sealed record TooManySecrets()
    : Conflict("too-many-secrets", "There are three secrets already. Take one away that is no longer in use.");
