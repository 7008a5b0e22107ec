using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portico.Platform;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Tests.Platform.Http.Api;

internal enum SampleKind
{
    Plain,
    VeryFancy,
}

/// <summary>A request and a result with what no real one has yet: parts with rules of their own, dictionaries, values that may be null.</summary>
internal static class AddSample
{
    public sealed record Request
    {
        [Required, StringLength(40, MinimumLength = 2), OneLine]
        public string Name { get; set; } = "";

        [Required, MailAddress]
        public string Email { get; set; } = "";

        [StringLength(500)]
        public string Note { get; set; } = "";

        [AllowedValues("a", "b")]
        public string Letter { get; set; } = "a";

        [Range(1, 9)]
        public int? Count { get; set; }

        [MaxLength(5)]
        public List<Part> Parts { get; set; } = [];

        public List<ObjectId>? Ids { get; set; }
        public SampleKind Kind { get; set; } = SampleKind.VeryFancy;
        public SampleKind? OtherKind { get; set; }
        public ObjectId? Owner { get; set; }
        public DateOnly? Day { get; set; }

        [Required]
        public bool? IsSure { get; set; }

        [JsonIgnore]
        public ObjectId SampleId { get; set; }

        public bool IsEmpty => Parts.Count is 0;
    }

    public sealed record Part([property: Required] string Label, int Weight = 3);

    public sealed record Result(
        ObjectId Id,
        string Name,
        string? Note,
        DateTimeOffset At,
        DateOnly? Day,
        SampleKind Kind,
        IReadOnlyList<Row> Rows,
        IReadOnlyList<ObjectId> Ids,
        IReadOnlyDictionary<string, ObjectId> ByName
    );

    public sealed record Row(long Number, SampleKind? Kind, bool IsLast = false);
}

/// <summary>A request as a query carries it.</summary>
internal static class ListSamples
{
    public sealed record Request
    {
        [Required]
        public SampleKind? Kind { get; set; }

        public SampleKind Order { get; set; } = SampleKind.VeryFancy;

        [StringLength(20)]
        public string? Search { get; set; }

        public List<ObjectId> Ids { get; set; } = [];
        public DateTimeOffset? Since { get; set; }

        [JsonIgnore]
        public ObjectId SampleId { get; set; }

        public bool IsSearch => Search is not null;
    }
}

/// <summary>Its request has the same name inside it as that of <see cref="AddSample"/>.</summary>
internal static class UpdateSample
{
    public sealed record Request
    {
        [Required]
        public string Name { get; set; } = "";
    }
}
