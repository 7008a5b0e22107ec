using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Components.Forms;

namespace Portico.Platform.Ui.Forms;

/// <summary>Finds the field of a form that a problem names: "Email", "WorkAddress.City", "PhoneNumbers[0].Number".</summary>
internal static class FieldPath
{
    /// <summary>Null when the model has no such field.</summary>
    public static FieldIdentifier? Find(object model, string? path)
    {
        var steps = (path ?? "").Split('.');
        var owner = (object?)model;
        foreach (var step in steps[..^1])
        {
            owner = owner is null ? null : Step(owner, step);
        }

        return owner?.GetType().GetProperty(steps[^1]) is null ? null : new FieldIdentifier(owner, steps[^1]);
    }

    private static object? Step(object owner, string step)
    {
        var (name, number) = step.Split('[') switch
        {
            [var first, var rest] when int.TryParse(rest.TrimEnd(']'), CultureInfo.InvariantCulture, out var n) => (first, n),
            _ => (step, -1),
        };
        var value = owner.GetType().GetProperty(name)?.GetValue(owner);
        return number < 0 ? value
            : value is IList rows && number < rows.Count ? rows[number]
            : null;
    }
}
