using Portico.Platform.Ui;
using Portico.Platform.Ui.Tables;

namespace Portico.Tests.Platform.Ui.Tables;

public sealed class PagerWindowTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(3, 7, "1 2 3 4 5 6 7")]
    [InlineData(1, 20, "1 2 3 4 5 … 20")]
    [InlineData(4, 20, "1 2 3 4 5 … 20")]
    [InlineData(5, 20, "1 … 4 5 6 … 20")]
    [InlineData(16, 20, "1 … 15 16 17 … 20")]
    [InlineData(17, 20, "1 … 16 17 18 19 20")]
    [InlineData(20, 20, "1 … 16 17 18 19 20")]
    [InlineData(99, 20, "1 … 16 17 18 19 20")]
    [InlineData(-1, 20, "1 2 3 4 5 … 20")]
    public void Shows_the_ends_and_the_neighbours(int current, int count, string shown) =>
        Assert.Equal(shown, string.Join(' ', PagerWindow.Of(current, count).Select(p => p is null ? "…" : Words.Number(p.Value))));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 1)]
    [InlineData(26, 2)]
    [InlineData(10_412, 417)]
    public void Counts_pages_of_25(long total, int pages) => Assert.Equal(pages, PagerWindow.PagesOf(total, 25));

    [Theory]
    [InlineData(1, 25, 10_412, "1–25 of 10,412")]
    [InlineData(417, 12, 10_412, "10,401–10,412 of 10,412")]
    [InlineData(1, 3, 3, "3")]
    [InlineData(1, 0, 0, "None")]
    public void Says_which_rows_are_shown(int page, int shown, long total, string words) =>
        Assert.Equal(words, DataTable<string>.Range(page, 25, shown, total));
}
