using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Files;

/// <summary>
/// A file of users on its way into the directory: uploaded, its columns matched, checked, then taken in. The work is done beside requests,
/// row by row from <see cref="NextRow"/> on, so that a server that stops in the middle goes on where it was.
/// </summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class UserImport : IOwnedByOrganization, IQueued
{
    public const int FileNameMaxLength = 200;

    /// <summary>How long an import waits for someone to go on with it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public required string FileName { get; init; }
    public required string StartedBy { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public ImportStage Stage { get; set; }

    /// <summary>The header of the file, and to which attribute each column goes.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; set; } = [];

    /// <summary>Whether rows of users who are there already change them; else such rows are refused.</summary>
    public bool UpdatesExisting { get; set; }

    /// <summary>Whether an empty cell clears what an existing user has there.</summary>
    public bool ClearsEmpty { get; set; }

    /// <summary>Whether those who are added activated are written to.</summary>
    public bool SendsMail { get; set; }

    /// <summary>Without the header.</summary>
    public int Rows { get; init; }

    /// <summary>The first row that was not looked at yet, from 0.</summary>
    public int NextRow { get; set; }

    /// <summary>Managers are set once all rows are in: a file may name one before the manager's own row.</summary>
    public bool SetsManagers { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Refused { get; set; }

    /// <summary>The first rows of each kind, to look at before it is confirmed.</summary>
    public IReadOnlyList<ImportExample> Samples { get; set; } = [];
    public DateTimeOffset? DueAt { get; set; }
    public int Tries { get; set; }

    public bool IsWorking => Stage is ImportStage.Checking or ImportStage.Running;

    internal sealed class Table : IEntityTypeConfiguration<UserImport>
    {
        public void Configure(EntityTypeBuilder<UserImport> table)
        {
            table.HasKey(i => new { i.OrganizationId, i.Id });
            table.Property(i => i.FileName).HasMaxLength(FileNameMaxLength);
            table.Property(i => i.StartedBy).HasMaxLength(260);
            table.Property(i => i.Stage).HasConversion<string>().HasMaxLength(20);
            table.Property(i => i.Columns).IsJsonList();
            table.Property(i => i.Samples).IsJsonList();
            table.Ignore(i => i.IsWorking);
            table.HasIndex(i => i.DueAt);
        }
    }
}

/// <summary>How far an import has come.</summary>
public enum ImportStage
{
    /// <summary>It waits for its columns to be matched.</summary>
    Mapping,

    /// <summary>Every row is looked at; nothing is changed.</summary>
    Checking,

    /// <summary>It waits to be confirmed.</summary>
    Checked,

    /// <summary>Rows are taken in.</summary>
    Running,
    Done,

    /// <summary>Given up, by someone or because nobody went on with it.</summary>
    Ended,
}

/// <summary>A column of the file.</summary>
/// <param name="Header">As the file has it.</param>
/// <param name="Target">The attribute, by its key in <see cref="UserColumns"/>; null for a column that is left out.</param>
/// <param name="Example">What the first row has there.</param>
public sealed record ImportColumn(string Header, string? Target, string? Example);

/// <summary>What a row would do.</summary>
/// <param name="Row">As a person counts: the header is row 1.</param>
/// <param name="Username">Whose row it is.</param>
/// <param name="IsNew">Whether it adds the user.</param>
/// <param name="Changes">"Department: Sales → Research"; for a new user what is given.</param>
public sealed record ImportExample(int Row, string Username, bool IsNew, string Changes);

/// <summary>The contents of an import, sealed: they may hold passwords. It goes when the import is over.</summary>
[Bookkeeping]
public sealed class UserImportFile : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId ImportId { get; init; }
    public required byte[] SealedText { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<UserImportFile>
    {
        public void Configure(EntityTypeBuilder<UserImportFile> table)
        {
            table.HasKey(f => new { f.OrganizationId, f.ImportId });
            table
                .HasOne<UserImport>()
                .WithOne()
                .HasForeignKey<UserImportFile>(f => new { f.OrganizationId, f.ImportId })
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Why a row of an import was refused.</summary>
[Bookkeeping]
public sealed class UserImportProblem : IOwnedByOrganization
{
    /// <summary>More are counted, and not kept.</summary>
    public const int Most = 10_000;

    public ObjectId OrganizationId { get; init; }
    public ObjectId ImportId { get; init; }

    /// <summary>As a person counts: the header is row 1.</summary>
    public int Row { get; init; }

    /// <summary>From 0, in the row.</summary>
    public int Number { get; init; }

    /// <summary>The column's header; null when the row as a whole is meant.</summary>
    public string? Column { get; init; }
    public required string Username { get; init; }
    public required string Reason { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<UserImportProblem>
    {
        public void Configure(EntityTypeBuilder<UserImportProblem> table)
        {
            table.HasKey(p => new
            {
                p.OrganizationId,
                p.ImportId,
                p.Row,
                p.Number,
            });
            table.Property(p => p.Column).HasMaxLength(200);
            table.Property(p => p.Username).HasMaxLength(200);
            table.Property(p => p.Reason).HasMaxLength(400);
            table.HasOne<UserImport>().WithMany().HasForeignKey(p => new { p.OrganizationId, p.ImportId }).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
