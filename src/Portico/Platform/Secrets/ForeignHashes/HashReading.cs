namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>What came of reading a hash: the hash, or why it is refused, in a sentence that never repeats what was read.</summary>
public sealed record HashReading(ForeignHash? Hash, string? Refusal)
{
    public static implicit operator HashReading(ForeignHash hash) => new(hash, null);

    public static implicit operator HashReading(string refusal) => new(null, refusal);

    /// <summary>Without the hash, so that it reaches no log by way of the record.</summary>
    public override string ToString() => Refusal ?? nameof(HashReading);
}
