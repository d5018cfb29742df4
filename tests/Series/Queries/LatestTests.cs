using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Blocks;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class LatestTests
{
    [Fact]
    public async Task Latest_SeveralClients_IsTheNewestValueOfEachSeries()
    {
        var store = new MemoryStore();
        store.Add("b", Reports.Gauge("m", "gpu=1"), [1000, 2000, 3000], [1, 2, double.NaN]);
        store.Add("b", Reports.Gauge("m", "gpu=0"), [1000, 2000, 3000], [4, 5, 6]);
        store.Add("a", Reports.Gauge("m"), [9000], [7]);
        store.Add("a", Reports.Gauge("other"), [1000], [7]);
        var latest = await store.ReadLatestAsync(new SeriesQuery(["m"], null, 0, 8000), default);
        Assert.Equal(
            [("b", "m{gpu=\"0\"}", 3000L, 6.0), ("b", "m{gpu=\"1\"}", 2000L, 2.0)],
            latest.Select(each => (each.Client, Name(each), each.Time, each.Value)));
        Assert.Equal(3, (await store.ReadLatestAsync(new SeriesQuery(["m"], null, 0, 9000), default)).Count);
        Assert.Single(await store.ReadLatestAsync(new SeriesQuery(["m"], null, 3001, 9000), default));
    }

    [Fact]
    public void Latest_OfSummaries_IsTheirLastValue()
    {
        var buffers = new SummaryBuffers();
        buffers.Reset(Tier.FiveMinutes, 2);
        buffers.Fields = SummaryFields.Last;
        new long[] { 300_000, 600_000 }.CopyTo(buffers.Ends);
        new long[] { 299_000, 599_000 }.CopyTo(buffers.LastTimes);
        new[] { 5, double.NaN }.CopyTo(buffers[SummaryFields.Last]);
        var sink = new LatestSink(default);
        sink.Summaries(sink.Begin("a", Reports.Gauge("m")), buffers.Columns);
        var (_, latest) = Assert.Single(sink.Latest);
        Assert.Equal((299_000, 5.0), (latest.Time, latest.Value));
    }

    private static string Name(SeriesLatest latest) =>
        latest.Metric + "{" + string.Join(',', latest.Labels.Select(label => $"{label.Key}=\"{label.Value}\"")) + "}";
}
