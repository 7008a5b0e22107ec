using System.Diagnostics.CodeAnalysis;

namespace Portico.Saml;

/// <summary>What was asked for, or the refusal that stood in its way.</summary>
public readonly struct SamlResult<T>
    where T : notnull
{
    private static readonly SamlRefusal Nothing = new("saml-nothing", "There is no result.");
    private readonly SamlRefusal? refusal;

    private SamlResult(T? value, SamlRefusal? refusal)
    {
        Value = value;
        this.refusal = refusal;
    }

    /// <summary>Set exactly when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>Set exactly when not <see cref="Succeeded"/>.</summary>
    public SamlRefusal? Refusal => Value is null ? refusal ?? Nothing : refusal;

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator SamlResult<T>(T value) => new(value, null);

    public static implicit operator SamlResult<T>(SamlRefusal refusal) => new(default, refusal);

    /// <summary>The value of what is known to have succeeded (tests, own input).</summary>
    public T Require() => Succeeded ? Value : throw new InvalidOperationException($"{Refusal.Code}: {Refusal.Message}");
}
