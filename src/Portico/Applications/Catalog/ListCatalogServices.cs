using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Applications.Catalog;

/// <summary>The services of the catalogue by name. They are the same for everyone who administers; nothing of any organization is in them.</summary>
public sealed class ListCatalogServices(OperationRunner runner, ServiceCatalog catalog)
    : AccountQuery<ListCatalogServices.Request, ListOf<CatalogService>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        /// <summary>A part of the name.</summary>
        [StringLength(200, ErrorMessage = "Search with at most {1} characters.")]
        public string? Search { get; set; }

        /// <summary>Only services for this.</summary>
        [EnumDataType(typeof(CatalogCategory), ErrorMessage = "Choose a category.")]
        public CatalogCategory? Category { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override Task<Outcome<ListOf<CatalogService>>> HandleAsync(
        Request request,
        AccountWork work,
        CancellationToken ct
    ) => Task.FromResult(work.Caller.Administers() ? Found(request) : new NothingHere());

    private Outcome<ListOf<CatalogService>> Found(Request request)
    {
        var words = (request.Search ?? "").ToSearchKey();
        var found = catalog
            .All.Where(s => request.Category is null || s.Category == request.Category)
            .Where(s => s.Name.ToSearchKey().Contains(words, StringComparison.Ordinal))
            .ToList();
        var skipped = request.SkipOf(found.Count);
        return new ListOf<CatalogService>(found.Count, [.. found.Skip(skipped).Take(request.Limit)]) { Page = request.PageAfter(skipped) };
    }
}

/// <summary>One service of the catalogue.</summary>
public sealed class GetCatalogService(OperationRunner runner, ServiceCatalog catalog)
    : AccountQuery<GetCatalogService.Request, CatalogService>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [OneLine]
        public string Id { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override Task<Outcome<CatalogService>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        Task.FromResult<Outcome<CatalogService>>(
            work.Caller.Administers() && catalog.Find(request.Id) is { } service ? service : new NothingHere()
        );
}

internal static class CatalogReaders
{
    /// <summary>Whether it is a person who signed in to administer, or a program with a key.</summary>
    public static bool Administers(this Caller caller) => caller.Actor is Actor.Administrator or Actor.ProviderKey;
}
