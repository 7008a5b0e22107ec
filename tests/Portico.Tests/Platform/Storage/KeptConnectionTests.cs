using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Storage;

namespace Portico.Tests.Platform.Storage;

/// <summary>Connections to SQLite that stay open carry nothing from one user to the next but what they have prepared.</summary>
public sealed class KeptConnectionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portico-kept-").FullName;
    private readonly KeptConnections kept;
    private readonly DbContextOptions<DbContext> options;

    public KeptConnectionTests()
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "kept.db"), DefaultTimeout = 1 }.ConnectionString;
        kept = new KeptConnections(text);
        options = Store.SqliteOptions<DbContext>(text, kept);
        Run("create table note (id integer primary key, body text not null)");
    }

    public void Dispose()
    {
        kept.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_question_asked_again_finds_its_statement_prepared_in_the_same_connection()
    {
        var first = Asked("select count(*) from note where id > @id", 1);
        var statements = first.Connection.Kept;
        var second = Asked("select count(*) from note where id > @id", 2);

        Assert.Same(first.Connection, second.Connection);
        Assert.Equal(statements, second.Connection.Kept);
        Assert.Equal(1, kept.Count);
    }

    [Fact]
    public void A_value_is_not_known_to_the_next_one_who_asks_the_same()
    {
        Asked("select @id", 7);

        var refused = Assert.Throws<InvalidOperationException>(() => Run("select @id"));

        Assert.Contains("@id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_committed_is_undone_when_the_context_goes()
    {
        using (var context = new DbContext(options))
        {
            context.Database.BeginTransaction();
            context.Database.ExecuteSqlRaw("insert into note (body) values ('lost')");
        }

        Assert.Equal(0L, Asked("select count(*) from note").Value);
        Run("insert into note (body) values ('kept')");
        Assert.Equal(1L, Asked("select count(*) from note").Value);
    }

    [Fact]
    public void A_reader_left_open_neither_keeps_the_next_from_writing_nor_shows_it_an_old_state()
    {
        Run("insert into note (body) values ('one'), ('two')");
        DbCommand? command;
        using (var context = new DbContext(options))
        {
            context.Database.OpenConnection();
            command = Command(context, "select body from note");
            Assert.True(command.ExecuteReader().Read());
        }

        Run("insert into note (body) values ('three')");
        Assert.Equal(3L, Asked("select count(*) from note").Value);

        // Whoever was late gives back what is no longer his.
        var statements = Asked("select count(*) from note").Connection.Kept;
        command.Dispose();
        Assert.Equal(statements, Asked("select count(*) from note").Connection.Kept);
        Assert.Equal(1, kept.Parked);
    }

    [Fact]
    public void What_failed_is_not_kept_and_works_the_next_time()
    {
        Run("insert into note (id, body) values (1, 'one')");
        Assert.Throws<SqliteException>(() => Run("insert into note (id, body) values (1, 'one')"));
        Run("delete from note");

        Run("insert into note (id, body) values (1, 'one')");

        Assert.Equal(1L, Asked("select count(*) from note").Value);
    }

    [Fact]
    public void A_statement_notices_that_its_table_has_changed()
    {
        Run("insert into note (body) values ('one')");
        Assert.Equal(2, Asked("select * from note").Columns);
        using (var other = new SqliteConnection($"Data Source={Path.Combine(folder, "kept.db")};Pooling=False"))
        {
            other.Open();
            using var alter = other.CreateCommand();
            alter.CommandText = "alter table note add column author text";
            alter.ExecuteNonQuery();
        }

        Assert.Equal(3, Asked("select * from note").Columns);
    }

    [Fact]
    public void A_command_within_another_of_the_same_text_has_a_statement_of_its_own()
    {
        Run("insert into note (body) values ('one'), ('two')");
        using var context = new DbContext(options);
        context.Database.OpenConnection();
        using var outer = Command(context, "select id from note order by id");
        using var reader = outer.ExecuteReader();
        reader.Read();
        using (var inner = Command(context, "select id from note order by id"))
        {
            Assert.Equal(1L, inner.ExecuteScalar());
        }

        Assert.True(reader.Read());
        Assert.Equal(2L, reader.GetInt64(0));
    }

    [Fact]
    public void A_bounded_number_of_statements_is_kept()
    {
        KeptConnection? connection = null;
        for (var n = 0; n < KeptConnection.Most + 20; n++)
        {
            connection = Asked($"select {n}").Connection;
        }

        Assert.Equal(KeptConnection.Most, connection!.Kept);
    }

    [Fact]
    public void A_bounded_number_of_connections_waits()
    {
        var contexts = Enumerable.Range(0, KeptConnections.Most + 5).Select(_ => new DbContext(options)).ToList();
        contexts.ForEach(c => c.Database.OpenConnection());
        Assert.Equal(KeptConnections.Most + 5, kept.Count);

        contexts.ForEach(c => c.Dispose());

        Assert.Equal(KeptConnections.Most, kept.Count);
    }

    [Fact]
    public void The_file_is_closed_with_the_store_and_by_whoever_still_used_it()
    {
        var last = new DbContext(options);
        last.Database.OpenConnection();
        last.Database.ExecuteSqlRaw("insert into note (body) values ('one')");
        kept.Dispose();
        Assert.True(File.Exists(Path.Combine(folder, "kept.db-wal")));

        last.Dispose();

        Assert.Equal(0, kept.Count);
        Assert.False(File.Exists(Path.Combine(folder, "kept.db-wal")));
    }

    [Fact]
    public void A_burst_of_requests_leaves_a_bounded_number_of_connections_open()
    {
        using var store = new Store(connectionString: null, Path.Combine(folder, "store"));
        var contexts = Enumerable.Range(0, KeptConnections.Most + 5).Select(_ => store.OpenCredentials()).ToList();
        contexts.ForEach(c => c.Database.OpenConnection());
        Assert.Equal(KeptConnections.Most + 5, store.Kept!.Count);

        contexts.ForEach(c => c.Dispose());

        Assert.Equal(KeptConnections.Most, store.Kept.Parked);
        using (var again = store.OpenCredentials())
        {
            Assert.Equal(7, again.Database.SqlQuery<int>($"select 7 as Value").Single());
        }

        store.Dispose();
        Assert.Equal(0, Open(store.FilePath!));
    }

    /// <summary>How often this process has the file open.</summary>
    private static int Open(string path) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFiles().Count(f => string.Equals(f.LinkTarget, path, StringComparison.Ordinal));

    private void Run(string sql)
    {
        using var context = new DbContext(options);
        context.Database.OpenConnection();
        using var command = Command(context, sql);
        command.ExecuteNonQuery();
    }

    private (KeptConnection Connection, object? Value, int Columns) Asked(string sql, int? id = null)
    {
        using var context = new DbContext(options);
        context.Database.OpenConnection();
        using var command = Command(context, sql);
        if (id is not null)
        {
            command.Parameters.Add(new SqliteParameter("@id", id));
        }

        using var reader = command.ExecuteReader(CommandBehavior.SingleResult);
        reader.Read();
        return ((KeptConnection)context.Database.GetDbConnection(), reader.GetValue(0), reader.FieldCount);
    }

    private static DbCommand Command(DbContext context, string sql)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
