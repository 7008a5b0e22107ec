namespace Portico.Platform.Ui.Fields;

/// <summary>One entry of a SelectField or a RadioGroup.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Words">What the reader sees.</param>
/// <param name="Help">One sentence below the words; radio groups only.</param>
public sealed record Choice<TChoice>(TChoice Value, string Words, string? Help = null);
