namespace Portico.Platform;

/// <summary>Something that whoever runs Portico must put right. The message says what is wrong and what to do; no stack trace helps.</summary>
public sealed class OperatorException : InvalidOperationException
{
    public OperatorException(string message)
        : base(message) { }

    public OperatorException(string message, Exception inner)
        : base(message, inner) { }

    public OperatorException() { }
}
