using System.Linq.Expressions;
using Portico.Platform.Storage;

namespace Portico.Applications;

/// <summary>Finds and sorts applications by their names.</summary>
internal static class ApplicationSearch
{
    public static readonly IReadOnlyDictionary<string, Expression<Func<Application, object?>>> Keys = new Dictionary<
        string,
        Expression<Func<Application, object?>>
    >(StringComparer.Ordinal)
    {
        ["name"] = a => a.Name,
        ["createdAt"] = a => a.CreatedAt,
    };

    /// <summary>Those whose name has this part; all of them for no text.</summary>
    public static IQueryable<Application> Named(this IQueryable<Application> applications, string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
        {
            return applications;
        }

        var key = part.Trim().ToSearchKey();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // The database lowers the letters; a culture is not translated.
        return applications.Where(a => a.Name.ToLower().Contains(key));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }
}
