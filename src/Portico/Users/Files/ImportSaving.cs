using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Users.Actions;

namespace Portico.Users.Files;

/// <summary>Writes down what rows do: in a check the counts and the problems, in a run the users too.</summary>
internal sealed class ImportSaving(UserImport import, Dictionary<string, string> hashes, UserMail mail, Work work)
{
    private const int Samples = 20;
    private const int CellMaxLength = 200;
    private const int ReasonMaxLength = 400;

    public async Task SaveAsync(List<ImportRow> rows, CancellationToken ct)
    {
        var settings = await work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(ct);
        var good = rows.Where(r => r.Problems.Count is 0).ToList();
        var added = good.Count(r => r.Existing is null);
        var number = import.Stage is ImportStage.Running && added > 0 ? await PosixNumbers.TakeAsync(work, added, ct) : 0;
        foreach (var row in rows)
        {
            if (row.Problems.Count > 0)
            {
                Refuse(row);
            }
            else if (row.Existing is { } user)
            {
                await ChangeAsync(user, row, settings, ct);
            }
            else
            {
                await AddAsync(row, number++, settings, ct);
            }
        }
    }

    private async Task AddAsync(ImportRow row, int number, SecuritySettings settings, CancellationToken ct)
    {
        import.Added++;
        var request = row.Draft.Request;
        if (import.Stage is ImportStage.Checking)
        {
            Sample(
                row,
                isNew: true,
                string.Join(
                    ", ",
                    new[] { request.Email, $"{request.FirstName} {request.LastName}".Trim(), request.Department }.Where(t =>
                        !string.IsNullOrEmpty(t)
                    )
                )
            );
            return;
        }

        var user = new User
        {
            OrganizationId = work.Scope.OrganizationId,
            Id = work.NewId(),
            Username = row.Username,
            Email = request.Email,
            State = request.State ?? UserState.Staged,
            CreatedAt = work.Now,
        };
        request.ApplyTo(user);
        user.Uid = request.Uid ?? number;
        user.Gid = request.Gid ?? user.Uid;
        if (request.Uid is { } chosen)
        {
            await PosixNumbers.ChosenAsync(work, chosen, ct);
        }

        SetPassword(user, row, settings);
        work.Db.Add(user);
        work.Record(new UserAdded(user.Id, user.Username, work.ChangesOf(user)));
        if (import.SendsMail && user.State is UserState.Activated)
        {
            await (user.PasswordHash is null ? mail.SendActivationAsync(user, to: null, work, ct) : mail.SendWelcomeAsync(user, work, ct));
        }
    }

    private async Task ChangeAsync(User user, ImportRow row, SecuritySettings settings, CancellationToken ct)
    {
        var request = row.Draft.Request;
        request.ApplyTo(user);
        user.Uid = request.Uid ?? user.Uid;
        user.Gid = request.Gid ?? user.Gid;
        if (request.State is { } state && state != user.State)
        {
            await UserStates.ChangeAsync(user, state, work, ct);
        }

        var hasPassword = SetPassword(user, row, settings);
        var changes = work.ChangesOf(user);
        if (changes.Count is 0 && !hasPassword)
        {
            import.Unchanged++;
            return;
        }

        import.Changed++;
        if (import.Stage is ImportStage.Checking)
        {
            Sample(row, isNew: false, string.Join("; ", changes.Select(c => $"{c.Field}: {c.Old ?? "–"} → {c.New ?? "–"}")));
            work.Db.Entry(user).State = EntityState.Detached;
            return;
        }

        work.Record(new UserUpdated(user.Id, user.Username, changes));
    }

    private bool SetPassword(User user, ImportRow row, SecuritySettings settings)
    {
        if (hashes.GetValueOrDefault(row.Username) is { Length: > 0 } hash)
        {
            user.SetPassword(hash, settings, work.Now, mustBeReplaced: true);
            return true;
        }

        if (row.Hash is not null)
        {
            user.ImportPassword(row.Hash, settings, work.Now);
        }

        return row.Hash is not null || row.Draft.Request.Password is not null;
    }

    private void Refuse(ImportRow row)
    {
        import.Refused++;
        if (row.Existing is { } user)
        {
            work.Db.Entry(user).State = EntityState.Detached;
        }

        if (import.Refused > UserImportProblem.Most)
        {
            return;
        }

        foreach (var ((column, reason), at) in row.Problems.Select((p, at) => (p, at)))
        {
            work.Db.Add(
                new UserImportProblem
                {
                    OrganizationId = import.OrganizationId,
                    ImportId = import.Id,
                    Row = row.Number,
                    Number = at,
                    Column = column?.Shorten(CellMaxLength),
                    Username = row.Username.Shorten(CellMaxLength),
                    Reason = reason.Shorten(ReasonMaxLength),
                }
            );
        }
    }

    private void Sample(ImportRow row, bool isNew, string changes)
    {
        if (import.Samples.Count(s => s.IsNew == isNew) < Samples)
        {
            import.Samples = [.. import.Samples, new ImportExample(row.Number, row.Username, isNew, changes.Shorten(ReasonMaxLength))];
        }
    }
}
