using System.Text;
using Portico.Users.Files;

namespace Portico.Tests.Users.Files;

public sealed class UserFileTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a;b\r\n1;2\r\n")]
    [InlineData("a\tb\r1\t2")]
    [InlineData("\"a\",\"b\"\n\n\"1\",\"2\"\n\n")]
    public void Reads_what_spreadsheets_write(string text) =>
        Assert.Equal(
            [
                ["a", "b"],
                ["1", "2"],
            ],
            UserFile.Read(text).Rows
        );

    [Fact]
    public void Reads_quoted_separators_line_breaks_and_quotation_marks() =>
        Assert.Equal(
            [
                ["a", "b"],
                ["1,\n\"x\"", "5\" disk"],
            ],
            UserFile.Read("a,b\n\"1,\n\"\"x\"\"\",5\" disk\n").Rows
        );

    [Theory]
    [InlineData("", "empty")]
    [InlineData("username,email\n", "no rows")]
    [InlineData("PK\u0003\u0004\0\0", "no text file")]
    public void Says_what_is_wrong_with_the_whole(string text, string words) =>
        Assert.Contains(words, UserFile.Read(text).Problem, StringComparison.Ordinal);

    [Fact]
    public void Has_bounds()
    {
        Assert.NotNull(UserFile.Read("a\n" + string.Concat(Enumerable.Repeat("1\n", UserFile.MaxRows + 1))).Problem);
        Assert.Null(UserFile.Read("a\n" + string.Concat(Enumerable.Repeat("1\n", UserFile.MaxRows))).Problem);
        Assert.NotNull(UserFile.Read(string.Join(',', Enumerable.Range(0, UserFile.MaxColumns + 1)) + "\n1\n").Problem);
        Assert.NotNull(UserFile.Read("a\n\"" + new string('x', UserFile.MaxCell + 10)).Problem);
    }

    [Fact]
    public void Reads_the_encodings_of_old_and_new_spreadsheets()
    {
        Assert.Equal("Zoë", UserFile.Decode(Encoding.UTF8.GetBytes("Zoë")));
        Assert.Equal("Zoë", UserFile.Decode([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("Zoë")]));
        Assert.Equal("Zoë", UserFile.Decode([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Zoë")]));
        Assert.Equal("Zoë €", UserFile.Decode([(byte)'Z', (byte)'o', 0xEB, (byte)' ', 0x80]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void A_formula_leaves_as_text_and_comes_back_as_it_was(string cell)
    {
        var line = UserFile.Line([cell, "x"]);

        var read = UserFile.Read("a,b\n" + line).Rows[1][0];
        Assert.StartsWith("'", read, StringComparison.Ordinal);
        Assert.Equal(cell.Trim(), UserFile.Meant(read)?.Trim());
    }

    [Theory]
    [InlineData("User Name", "username")]
    [InlineData("sAMAccountName", "username")]
    [InlineData("E-Mail Address", "email")]
    [InlineData("Surname", "lastName")]
    [InlineData("Dept", "department")]
    [InlineData("Mobile phone", "phone:Mobile")]
    [InlineData("attribute:badge", "attribute:badge")]
    [InlineData("Favourite colour", null)]
    [InlineData("", null)]
    public void Headers_of_other_systems_are_understood(string header, string? key) => Assert.Equal(key, UserColumns.Suggest(header));
}
