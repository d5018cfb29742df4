using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests;

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
    public void IsNewer_SameOrEarlierTime_IsNot()
    {
        Assert.True(_state.IsNewer(1));
        _state.Apply(Schema, Schema.Report(1, 10_000, 47, 1000));
        Assert.False(_state.IsNewer(10_000));
        Assert.True(_state.IsNewer(10_001));
    }
}
