using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Portico.Platform.Ui.Fields;

/// <summary>What all fields have in common: words around the control, limits from the model's attributes, problems from the form's EditContext.</summary>
/// <typeparam name="TValue">The property's type.</typeparam>
public abstract class Field<TValue> : InputBase<TValue>
{
    private PropertyInfo? property;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>One sentence below the field.</summary>
    [Parameter]
    public string? Help { get; set; }

    /// <summary>Below the field instead of plain help.</summary>
    [Parameter]
    public RenderFragment? HelpContent { get; set; }

    /// <summary>Marks the field as optional; when not given, it is so when the property may be empty and is not [Required].</summary>
    [Parameter]
    public bool? IsOptional { get; set; }

    [Parameter]
    public string? Autocomplete { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Takes the focus when the page opens; one field a page.</summary>
    [Parameter]
    public bool IsFirst { get; set; }

    [Parameter]
    public bool IsReadOnly { get; set; }

    protected string Key => Words.Id(NameAttributeValue);

    protected virtual IReadOnlyList<string> Problems =>
        [.. EditContext.GetValidationMessages(FieldIdentifier).Distinct(StringComparer.Ordinal)];

    protected bool HasHelp => Help is not null || HelpContent is not null;

    protected FieldFace Face => new(Key, Label, IsOptional ?? !IsRequired, Help, HelpContent, Problems);

    protected string? DescribedBy
    {
        get
        {
            var problem = Problems.Count > 0 ? Key + "-problem" : null;
            var help = HasHelp ? Key + "-help" : null;
            return problem is null ? help
                : help is null ? problem
                : $"{problem} {help}";
        }
    }

    protected string? Invalid => Problems.Count > 0 ? "true" : null;

    /// <summary>A field with a problem is focused even without JavaScript: of several, the browser takes the first.</summary>
    protected bool TakesFocus => IsFirst || Problems.Count > 0;

    protected int? MaxLength => Rule<StringLengthAttribute>()?.MaximumLength ?? Rule<MaxLengthAttribute>()?.Length;

    protected bool IsChosen(TValue? value) => EqualityComparer<TValue>.Default.Equals(value, CurrentValue);

    /// <summary>The value as the form posts it: never absent, for an option without a value posts its words.</summary>
    protected static string Posted(TValue? value) => BindConverter.FormatValue(value, CultureInfo.InvariantCulture)?.ToString() ?? "";

    protected TRule? Rule<TRule>()
        where TRule : Attribute => property?.GetCustomAttribute<TRule>();

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        property = FieldIdentifier.Model.GetType().GetProperty(FieldIdentifier.FieldName);
    }

    /// <summary>A page is rendered once per request, so a field never parses: the form's mapping has done it.</summary>
    protected override bool TryParseValueFromString(
        string? value,
        [MaybeNullWhen(false)] out TValue result,
        [NotNullWhen(false)] out string? validationErrorMessage
    ) => throw new NotSupportedException("Fields are rendered on the server and bound from the posted form.");

    private bool IsRequired =>
        Rule<RequiredAttribute>() is not null || (typeof(TValue).IsValueType && Nullable.GetUnderlyingType(typeof(TValue)) is null);
}

/// <summary>What stands around a control.</summary>
public sealed record FieldFace(
    string Key,
    string Label,
    bool IsOptional,
    string? Help,
    RenderFragment? HelpContent,
    IReadOnlyList<string> Problems
)
{
    public bool HasHelp => Help is not null || HelpContent is not null;
}
