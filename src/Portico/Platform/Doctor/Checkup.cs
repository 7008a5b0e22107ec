namespace Portico.Platform.Doctor;

/// <summary>What was found: a sentence that says how things are, or what is wrong and what to do.</summary>
public sealed record Finding(string Check, bool Ok, string Message);

/// <summary>One thing that <c>porticod doctor</c> looks at.</summary>
internal abstract class Checkup
{
    /// <summary>One word, the same in every version: programs look for it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it makes no sense without a store that answers.</summary>
    public virtual bool NeedsStore => true;

    /// <param name="repair">Put right what can be.</param>
    /// <param name="ct">Ends the examination.</param>
    public abstract Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct);

    protected Finding Well(string message) => new(Name, Ok: true, message);

    protected Finding Wrong(string message) => new(Name, Ok: false, message);
}
