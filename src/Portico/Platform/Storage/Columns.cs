using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portico.Platform.Storage;

/// <summary>How values lie in the two stores.</summary>
public static class Columns
{
    /// <summary>
    /// Text that is compared, sorted and searched by its bytes. Under PostgreSQL's row security only such comparisons may use an
    /// index; whoever fills it lower-cases it first.
    /// </summary>
    public static PropertyBuilder<string> IsSearchKey(this PropertyBuilder<string> property)
    {
        property.HasAnnotation("Portico:SearchKey", value: true);
        return property;
    }

    /// <summary>The form in which names are sorted and searched: compatibility-normalized, lower-cased, invariant.</summary>
    public static string ToSearchKey(this string text) =>
        // Normalization throws at what is no character.
        text.MadeWhole().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();

    internal static void Conventions(ModelConfigurationBuilder conventions, bool sqlite)
    {
        var ids = conventions.Properties<ObjectId>().HaveConversion<ObjectIdAsText>().HaveMaxLength(ObjectId.Length);
        if (sqlite)
        {
            conventions.Properties<DateTimeOffset>().HaveConversion<TimeAsTicks>();
        }
        else
        {
            ids.UseCollation("C");
        }
    }

    internal static void Finish(ModelBuilder model, bool sqlite)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            foreach (var property in entity.GetProperties().Where(p => p.FindAnnotation("Portico:SearchKey") is not null))
            {
                property.RemoveAnnotation("Portico:SearchKey");
                if (!sqlite)
                {
                    property.SetCollation("C");
                }
            }
        }
    }

    internal sealed class ObjectIdAsText() : ValueConverter<ObjectId, string>(id => id.ToString(), text => ObjectId.Parse(text, null));

    /// <summary>SQLite cannot order its text form of a time with an offset.</summary>
    internal sealed class TimeAsTicks()
        : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
