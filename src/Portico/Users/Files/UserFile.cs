using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Portico.Users.Files;

/// <summary>Reads and writes files of users: comma-separated values (RFC 4180), also with semicolons or tabs, as spreadsheets write them.</summary>
internal static class UserFile
{
    public const int MaxBytes = 20 * 1024 * 1024;
    public const int MaxRows = 50_000;
    public const int MaxColumns = 100;
    public const int MaxCell = 10_000;

    /// <summary>What a spreadsheet would take for a formula (OWASP, CSV injection).</summary>
    private const string Formula = "=+-@\t\r";

    private static readonly CsvConfiguration reading = new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t"],
        // A quotation mark in the middle of a cell is a quotation mark.
        BadDataFound = null,
        MaxFieldSize = MaxCell,
    };

    private static readonly CsvConfiguration writing = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file: UTF-8 or UTF-16 with a mark, UTF-8 without one, else Windows-1252, in which old spreadsheets write.</summary>
    public static string Decode(byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), strict, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    /// <summary>All rows, the header first; empty lines are left out. What is wrong with the file as a whole is said in words.</summary>
    public static (IReadOnlyList<string[]> Rows, string? Problem) Read(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return ([], "This is no text file. Save the sheet as CSV, then upload that.");
        }

        var rows = new List<string[]>();
        try
        {
            using var parser = new CsvParser(new StringReader(text), reading);
            while (parser.Read())
            {
                if (parser.Count > MaxColumns)
                {
                    return ([], $"Row {rows.Count + 1} has {parser.Count} columns. A file may have {MaxColumns}.");
                }

                if (rows.Count > MaxRows)
                {
                    return ([], string.Create(CultureInfo.InvariantCulture, $"A file may have {MaxRows:N0} rows. Split this one."));
                }

                rows.Add(parser.Record!);
            }
        }
        catch (CsvHelperException)
        {
            return ([], $"After row {rows.Count} a quotation mark is not closed, or a cell has more than {MaxCell} characters.");
        }

        return rows switch
        {
            [] => ([], "The file is empty."),
            [_] => ([], "The file has a header and no rows."),
            _ => (rows, null),
        };
    }

    /// <summary>A cell as it was meant: without blanks around it, and without the apostrophe that <see cref="Harmless"/> puts before a formula.</summary>
    public static string? Meant(string cell) =>
        cell.Trim() is not { Length: > 0 } text ? null
        : text is ['\'', var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? text[1..]
        : text;

    /// <summary>A cell that no spreadsheet takes for a formula.</summary>
    public static string Harmless(string? cell) =>
        cell is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal) ? "'" + cell : cell ?? "";

    /// <summary>A row for a file, with its line break.</summary>
    public static string Line(IEnumerable<string?> cells)
    {
        var line = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new CsvWriter(line, writing);
        foreach (var cell in cells)
        {
            writer.WriteField(Harmless(cell));
        }

        writer.NextRecord();
        writer.Flush();
        return line.ToString();
    }
}
