using System.Linq.Expressions;

namespace Portico.Applications;

/// <summary>Finds and sorts applications by their names.</summary>
internal static class ApplicationSearch
{
    public static readonly IReadOnlyDictionary<string, Expression<Func<Application, object?>>> Keys = new Dictionary<
        string,
        Expression<Func<Application, object?>>
    >(StringComparer.Ordinal)
    {
        ["name"] = a => a.NameKey,
        ["createdAt"] = a => a.CreatedAt,
    };

    /// <summary>Those whose name has this part; all of them for no text.</summary>
    public static IQueryable<Application> Named(this IQueryable<Application> applications, string? part)
    {
        if (string.IsNullOrWhiteSpace(part))
        {
            return applications;
        }

        var key = Application.NameKeyOf(part);
        return applications.Where(a => a.NameKey.Contains(key));
    }
}
