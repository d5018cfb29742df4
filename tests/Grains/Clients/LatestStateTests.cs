using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class LatestStateTests
{
    private static readonly Schema Schema = Schema.Of([Reports.Gauge("temperature"), Reports.Counter("bytes_total")]);

    private readonly LatestState _state = new();

    [Fact]
    public void Apply_FirstReport_HasNoRateYet()
    {
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        Assert.Equal([47.0, 1000.0], _state.Values());
        Assert.Equal([47.0, double.NaN], _state.LiveValues());
    }

    [Fact]
    public void Apply_SecondReport_RatesAreGrowthASecond()
    {
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        _state.Apply(Schema, Schema.Report(2, 20_000, 48, 1500));
        Assert.Equal([48.0, 50.0], _state.LiveValues());
    }

    [Fact]
    public void Apply_ReportWithoutValues_ChangesNothing()
    {
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        _state.Apply(Wire.Reports.Schema.Of([]), Wire.Reports.Schema.Of([]).Report(2, 20_000));
        Assert.Equal([47.0, 1000.0], _state.Values());
        Assert.Equal(10_000, _state.Time);
    }

    [Fact]
    public void Apply_CounterStartedOver_AllOfItIsGrowth()
    {
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        _state.Apply(Schema, Schema.Report(2, 20_000, 47, 50));
        Assert.Equal(5, _state.LiveValues()[1]);
    }

    [Fact]
    public void Apply_ValueMissing_IsNotShownAndRateBridgesIt()
    {
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        _state.Apply(Schema, Schema.Report(2, 20_000, double.NaN, double.NaN));
        Assert.Equal([double.NaN, double.NaN], _state.LiveValues());
        _state.Apply(Schema, Schema.Report(3, 30_000, 47, 1400));
        Assert.Equal(20, _state.LiveValues()[1]);
    }

    [Fact]
    public void Apply_OtherSchema_SeriesThatStayKeepTheirRate()
    {
        var larger = Schema.Of([Reports.Counter("new_total"), Reports.Counter("bytes_total")]);
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        _state.Apply(larger, larger.Report(2, 20_000, 7, 1500));
        Assert.Equal([double.NaN, 50.0], _state.LiveValues());
    }

    [Fact]
    public void Apply_ValueMissing_IsNoFigure()
    {
        var schema = Schema.Of([Reports.Gauge("load1"), Reports.Gauge("gpu_utilization_ratio", "gpu=0")]);
        _state.Apply(schema, schema.Report(1, 10_000, 2, 0.5));
        Assert.Equal((2, 0.5), (_state.Figures.Load1, Assert.Single(_state.Gpus).UtilizationRatio));
        _state.Apply(schema, schema.Report(2, 20_000, double.NaN, double.NaN));
        Assert.Equal((null, null), (_state.Figures.Load1, Assert.Single(_state.Gpus).UtilizationRatio));
    }

    [Fact]
    public void Apply_SchemaKnown_AllocatesTheFiguresAlone()
    {
        const int Gpus = 8, Rounds = 100;
        string[] metrics = ["utilization_ratio", "temperature_celsius", "power_watts", "memory_used_bytes", "memory_total_bytes", "processes"];
        var schema = Schema.Of(
        [
            .. Enumerable.Range(0, 128).Select(cpu => Reports.Counter("cpu_seconds_total", $"cpu={cpu}", "mode=user")),
            .. Enumerable.Range(0, Gpus).SelectMany(gpu => metrics.Select(metric => Reports.Gauge("gpu_" + metric, $"gpu={gpu}"))),
            .. Enumerable.Range(0, 300).Select(sensor => Reports.Gauge("ipmi_temperature_celsius", $"sensor=CPU{sensor} Temp")),
        ]);
        var reports = Enumerable.Range(1, Rounds + 1)
            .Select(i => schema.Report(i, i * 10_000, [.. Enumerable.Repeat((double)i, schema.Series.Count)])).ToArray();
        _state.Apply(schema, reports[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= Rounds; i++) _state.Apply(schema, reports[i]);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        // 27 figures and 8 times 5, 16 bytes each, and some headers.
        Assert.InRange(each, 1, 2_000);
    }

    [Fact]
    public void IsNewer_SameOrEarlierTime_IsNot()
    {
        Assert.True(_state.IsNewer(1));
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        Assert.False(_state.IsNewer(10_000));
        Assert.True(_state.IsNewer(10_001));
    }
}
