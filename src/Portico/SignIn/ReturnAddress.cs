using Portico.Platform.Ui;
using Portico.SignIn.Sessions;

namespace Portico.SignIn;

/// <summary>Where a sign-in leads afterwards: a page of ours, never somebody else's address.</summary>
internal static class ReturnAddress
{
    /// <summary>The parameter in the address of each sign-in page.</summary>
    public const string Name = "returnUrl";

    private const int MaxLength = 2_000;

    /// <summary>The asked-for page, or the start page when the address is none of ours.</summary>
    public static string Of(PageAddress page) => page.First(Name) is { Length: < MaxLength } asked && LocalAddress.Is(asked) ? asked : "/";

    /// <summary>The next page of a sign-in, which leads to the same place in the end.</summary>
    public static string Carry(this PageAddress page, string to) =>
        PageAddress.Parse(to).With(Name, Of(page) is "/" ? null : Of(page)).ToString();

    /// <summary>The page after a step of signing in.</summary>
    public static string After(this PageAddress page, SessionStage stage) =>
        stage switch
        {
            SessionStage.NeedsCode => page.Carry("/sign-in/code"),
            SessionStage.NeedsEnrollment => page.Carry("/sign-in/enroll"),
            _ => Of(page),
        };
}
