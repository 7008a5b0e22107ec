using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>Changes what an organization demands of its users' passwords and sign-ins.</summary>
public sealed partial class UpdateSecuritySettings(OperationRunner runner)
    : OrganizationOperation<UpdateSecuritySettings.Request, Done>(runner)
{
    protected internal override Permission Needs => Permission.ManageSettings;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (Contradictions(request) is { Count: > 0 } problems)
        {
            return problems;
        }

        var settings = await work.Db.Set<SecuritySettings>().SingleAsync(ct);
        if (Work.ChangedSince(settings, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var before = SecuritySettingsWords.Of(settings);
        if (IsStricter(request, settings))
        {
            // Passwords that are there stay: they are held against this when they are next used, and it binds the next one that is chosen.
            settings.TightenedAt = work.Now;
        }

        request.ApplyTo(settings);
        var after = SecuritySettingsWords.Of(settings);
        var changes = before
            .Zip(after)
            .Where(l => l.First != l.Second)
            .Select(l => new FieldChange(l.Second.Field, l.First.Words, l.Second.Words))
            .ToList();
        if (changes.Count > 0)
        {
            work.Record(new SecuritySettingsChanged(changes));
        }

        return Done.Instance;
    }

    private static bool IsStricter(Request request, SecuritySettings settings) =>
        request.MinimumLength > settings.MinimumLength
        || (request.RequiresLower && !settings.RequiresLower)
        || (request.RequiresUpper && !settings.RequiresUpper)
        || (request.RequiresNumber && !settings.RequiresNumber)
        || (request.RequiresSymbol && !settings.RequiresSymbol)
        || (request.RefusesUsername && !settings.RefusesUsername)
        || (request.RefusesCommon && !settings.RefusesCommon)
        || (request.RefusesSequences && !settings.RefusesSequences);

    private static List<Problem> Contradictions(Request request)
    {
        var problems = new List<Problem>();
        if (request.MinimumAgeHours is { } age && request.ExpiryDays is { } days && age >= days * 24)
        {
            problems.Add(new MinimumAgeBeyondExpiry(days));
        }

        if (request.SessionIdleMinutes > request.SessionHours * 60)
        {
            problems.Add(new IdleTimeBeyondSession(request.SessionHours));
        }

        return problems;
    }
}

public sealed record SecuritySettingsChanged(IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    public override string Summary => "Changed the security settings";
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

/// <summary>A password would expire before its user may change it.</summary>
public sealed record MinimumAgeBeyondExpiry(int ExpiryDays)
    : Invalid(
        "minimum-age-beyond-expiry",
        string.Create(
            CultureInfo.InvariantCulture,
            $"A password that expires after {ExpiryDays} {(ExpiryDays is 1 ? "day" : "days")} must be changeable before that. Use less than {ExpiryDays * 24} hours."
        ),
        nameof(UpdateSecuritySettings.Request.MinimumAgeHours)
    );

/// <summary>The idle time would never be reached.</summary>
public sealed record IdleTimeBeyondSession(int SessionHours)
    : Invalid(
        "idle-time-beyond-session",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The session ends after {SessionHours * 60} minutes. Use at most that, or let the session live longer."
        ),
        nameof(UpdateSecuritySettings.Request.SessionIdleMinutes)
    );
