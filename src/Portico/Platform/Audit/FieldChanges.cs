using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portico.Platform.Storage;

namespace Portico.Platform.Audit;

/// <summary>Reads from the change tracker what an operation changed, in the words of the entity's display names.</summary>
public static partial class FieldChanges
{
    private const int ValueMaxLength = 400;

    public static IReadOnlyList<FieldChange> Of(EntityEntry entry) =>
        [
            .. from property in entry.Properties
            where property.IsModified || entry.State is EntityState.Added
            let member = property.Metadata.PropertyInfo
            where member is not null && member.Name is not nameof(IVersioned.Version) && !property.Metadata.IsPrimaryKey()
            where member.GetCustomAttribute<NotAuditedAttribute>() is null
            let old = entry.State is EntityState.Added ? null : Text(property.OriginalValue)
            let now = Text(property.CurrentValue)
            where !string.Equals(old, now, StringComparison.Ordinal)
            select new FieldChange(NameOf(member), old, now),
        ];

    /// <summary>"ContactEmail" reads as "Contact email", unless the property has a display name.</summary>
    public static string NameOf(MemberInfo member) =>
        member.GetCustomAttribute<DisplayAttribute>()?.Name
        ?? member.Name[0] + WordStart().Replace(member.Name[1..], m => " " + m.Value.ToLowerInvariant());

    private static string? Text(object? value) =>
        value switch
        {
            null or "" => null,
            true => "yes",
            false => "no",
            DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
            Enum name => WordStart().Replace(name.ToString(), m => " " + m.Value).TrimStart().ToLowerInvariant(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable<object> list => string.Join("; ", list) is { Length: > 0 } all ? all.Shorten(ValueMaxLength) : null,
            _ => value.ToString()?.Shorten(ValueMaxLength),
        };

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1_000)]
    private static partial Regex WordStart();
}
