using System.Diagnostics.CodeAnalysis;

namespace Portico.Platform.Operations;

/// <summary>What an operation answers: its result, or every problem that stood in its way.</summary>
public sealed class Outcome<T>
{
    private Outcome(T? value, IReadOnlyList<Problem> problems)
    {
        Value = value;
        Problems = problems;
    }

    /// <summary>The result; set exactly when <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The first problem, or null.</summary>
    public Problem? Problem => Problems.Count > 0 ? Problems[0] : null;

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problems.Count == 0;

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Outcome<T>(List<Problem> problems) => FromProblems(problems);

    /// <summary>Fails with all the given problems; at least one.</summary>
    public static Outcome<T> FromProblems(IReadOnlyList<Problem> problems) =>
        problems.Count > 0 ? new(default, problems) : throw new ArgumentException("A failure has a problem.", nameof(problems));

    /// <summary>The result of an outcome that is known to have succeeded (demo data, tests).</summary>
    public T Require() => Succeeded ? Value : throw new InvalidOperationException($"{Problem.Code}: {Problem.Message}");
}

/// <summary>The result of an operation that has nothing to tell.</summary>
public sealed record Done
{
    public static readonly Done Instance = new();
}
