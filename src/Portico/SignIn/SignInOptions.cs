using System.ComponentModel.DataAnnotations;

namespace Portico.SignIn;

/// <summary>How long sessions live (section Portico:SignIn).</summary>
public sealed class SignInOptions
{
    public const string Section = "Portico:SignIn";

    /// <summary>Minutes without a request after which a session ends.</summary>
    [Range(5, 1_440)]
    public int IdleMinutes { get; set; } = 60;

    /// <summary>Hours after which a session ends, used or not.</summary>
    [Range(1, 720)]
    public int AbsoluteHours { get; set; } = 12;

    internal TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);

    internal TimeSpan Absolute => TimeSpan.FromHours(AbsoluteHours);
}
