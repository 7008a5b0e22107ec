namespace Portico.Saml.Tests.Support;

/// <summary>Numbers that look random and are the same at every run (xorshift).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)below);
    }

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];
}
