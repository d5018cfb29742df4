using Dcmon.Queries;
using Dcmon.Testing;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.TimeSeries.Storage;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Storage;

public sealed class LogCacheTests : IAsyncLifetime
{
    private const long Minute = 60_000;
    private const long Start = 1_764_288_000_000;

    private static readonly Schema[] Schemas =
    [
        Schema.Of([Reports.Gauge("m", "a=1"), Reports.Gauge("m", "a=2"), Reports.Gauge("other")]),
        Schema.Of([Reports.Gauge("other"), Reports.Gauge("m", "a=2"), Reports.Gauge("m", "a=3")]),
    ];

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private SeriesStore _store = null!;
    private long _sequence;

    public Task InitializeAsync()
    {
        _store = SqliteSeries.Open(_directory.File("series.db"), new SeriesStoreOptions { Time = _time });
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_WhateverCameMeanwhile_IsWhatTheLogHolds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            await StoreAsync([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => Report(random))]);
            var from = Start + random.NextInt64(0, 20 * Minute);
            await AssertSameAsync(from, from + random.NextInt64(LogCache.LeastSpan + 1, 90 * Minute));
            await AssertSameAsync(Start, Start + 90 * Minute);
        }

        Assert.InRange(_store.Logs.Count, 9, 10);
        await _store.CompactAsync(default);
        await AssertSameAsync(Start, Start + 90 * Minute);
    }

    [Fact]
    public async Task Read_Values_ComeBackToTheBit()
    {
        double[] values = [0, -0.0, 1e300, 0.1, 16_777_217, double.Epsilon, -3.5];
        await StoreAsync([.. values.Select((value, i) => Schemas[0].Report(_sequence++, Start + i + 1, value, 7, double.NaN))]);
        var line = (await ReadAsync(Start, Start + 90 * Minute)).Series[0];
        Assert.Equal(values.Select(BitConverter.DoubleToInt64Bits), line.Values.Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public async Task Read_Little_IsNotKept()
    {
        await StoreAsync(Schemas[0].Report(1, Start + 1, 1, 2, 3));
        await ReadAsync(Start, Start + LogCache.LeastSpan - 2);
        Assert.Equal(0, _store.Logs.Count);
    }

    [Fact]
    public async Task Trim_TilesThatNobodyReads_AreDropped()
    {
        await StoreAsync([.. Enumerable.Range(0, 8).Select(i => Schemas[0].Report(i, Start + i * LogCache.Width + 1, 1, 2, 3))]);
        await ReadAsync(Start, Start + 80 * Minute);
        _time.Advance(TimeSpan.FromMinutes(3));
        _store.Logs.Trim();
        Assert.Equal(8, _store.Logs.Count);
        await ReadAsync(Start + 50 * Minute, Start + 80 * Minute);
        _time.Advance(TimeSpan.FromSeconds(1));
        _store.Logs.Trim();
        Assert.Equal(4, _store.Logs.Count);
        _time.Advance(TimeSpan.FromMinutes(3));
        _store.Logs.Trim();
        Assert.Equal(0, _store.Logs.Count);
    }

    /// <summary>Short reads bypass the cache.</summary>
    private async Task AssertSameAsync(long from, long to)
    {
        var expected = new List<(long, string, double)>();
        for (var part = from; part <= to; part += 10 * Minute)
            expected.AddRange(Points(await ReadAsync(part, Math.Min(to, part + 10 * Minute - 1))));
        Assert.Equal(expected.Order(), Points(await ReadAsync(from, to)).Order());
        Assert.NotEmpty(expected);
    }

    private static IEnumerable<(long, string, double)> Points(RangeAnswer result) =>
        from line in result.Series
        from point in result.Times.Zip(line.Values)
        where !double.IsNaN(point.Second)
        select (point.First, line.Labels.First().Value, point.Second);

    private Task<RangeAnswer> ReadAsync(long from, long to) => _store.ReadAsync(Ask.Range("m", from, to, 0, over: Aggregation.Last) with { Clients = ["a"] }, default);

    /// <summary>Late ones, several at a time, and of changing schemas.</summary>
    private Report Report(Random random) => Schemas[random.Next(8) == 0 ? 1 : 0].Report(
        _sequence++, Start + random.NextInt64(1, 90 * Minute / 5000) * 5000, random.Next(3),
        random.Next(10) == 0 ? double.NaN : random.Next(100) / 10.0, 1e9 * random.NextDouble());

    private async Task StoreAsync(params Report[] reports) => await _store.AppendAsync(await _store.TakeAsync("a", default), Schemas, reports, default);
}
