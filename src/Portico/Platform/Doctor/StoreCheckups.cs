using System.Data.Common;
using Portico.Platform.Storage;

namespace Portico.Platform.Doctor;

/// <summary>The store answers and has this version's schema.</summary>
internal sealed class StoreCheckup(Store store, StoreSchema schema) : Checkup
{
    public override string Name => "store";
    public override bool NeedsStore => false;

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        try
        {
            if (store.FilePath is { } file && OwnerOnly.IsOpenToOthers(file))
            {
                return [Wrong($"Others may read {file}, which holds password hashes: chmod 600 {file}*")];
            }

            var pending = await schema.PendingAsync(ct);
            return pending.Count == 0
                ? [Well($"{store.Place}: answers, schema up to date.")]
                : [Wrong($"{store.Place}: lacks {pending.Count} migrations. Run porticod migrate.")];
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException)
        {
            return [Wrong($"{store.Place}: cannot be read. {problem.Message}")];
        }
    }
}

/// <summary>PostgreSQL's own fence between organizations stands.</summary>
internal sealed class RowSecurityCheckup(StoreInspection inspection, Store store) : Checkup
{
    public override string Name => "row-security";

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        if (store.IsSqlite)
        {
            return [Well("SQLite has none; the filters and the keys keep organizations apart.")];
        }

        var weak = await inspection.WeakFencesAsync(ct);
        return weak.Count == 0
            ? [Well("In force on every table of an organization; the server's role owns nothing and passes by no policy.")]
            : [.. weak.Select(Wrong)];
    }
}

/// <summary>The dashboard's numbers are what counting gives.</summary>
internal sealed class CountersCheckup(CounterRecount recount) : Checkup
{
    private const int Shown = 10;

    public override string Name => "counters";

    public override async Task<IReadOnlyList<Finding>> ExamineAsync(bool repair, CancellationToken ct)
    {
        var wrong = await recount.RunAsync(repair, ct);
        if (wrong.Count == 0)
        {
            return [Well("Recounted; all are right.")];
        }

        if (repair)
        {
            return [Well($"Recounted; {wrong.Count} were wrong and are right now.")];
        }

        return
        [
            .. wrong.Take(Shown).Select(w => Wrong($"{w.Of}: {w.What.ToLowerInvariant()} says {w.Kept}, counted {w.Counted}.")),
            Wrong($"{wrong.Count} counters are wrong. Run porticod doctor --repair."),
        ];
    }
}
