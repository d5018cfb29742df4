using Dcmon.TimeSeries.Storage.Scans;

namespace Dcmon.TimeSeries.Tests.Storage;

public class LogColumnTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 3)]
    [InlineData(500, 1)]
    [InlineData(500, 2)]
    [InlineData(90, 40)]
    public void Values_AnyGaps_AreWhatWasSet(int gap, int run)
    {
        const int Rows = 3_000;
        var (column, expected) = (new LogColumn(), new double[Rows]);
        Array.Fill(expected, double.NaN);
        for (var start = gap - 1; start < Rows; start += gap + run)
            for (var row = start; row < Math.Min(Rows, start + run); row++)
            {
                column.Set(row, -1);
                column.Set(row, expected[row] = row);
            }

        double[] room = [];
        foreach (var (start, count) in new[] { (0, Rows), (0, 0), (1, 17), (gap - 1, 1), (1_499, 700), (Rows - 1, 1) })
            Assert.Equal(expected[start..(start + count)], column.Values(start, count, ref room).ToArray());
        Assert.False(column.IsEmpty);
    }

    [Fact]
    public void Set_FewOfManyRows_TakesLittleMemory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var columns = new LogColumn[1_000];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new LogColumn();
            for (var row = 0; row < 50_000; row += 10_000) columns[i].Set(row, i);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 2_000_000);
    }
}
