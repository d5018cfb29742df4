using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Storage;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class SeriesBudgetTests
{
    private const long Time = 1_000 * SeriesBudget.Window;
    private static readonly Schema One = Schema.Of([Reports.Gauge("one")]);

    [Fact]
    public void Admit_OtherWindowsInBetween_WhatIsStoredStillCounts()
    {
        var budget = new SeriesBudget(new WindowLimits(10));
        var schemas = Enumerable.Range(0, 3).Select(i => Schema.Of(Enumerable.Range(0, 5).Select(j => Reports.Gauge("m", $"id={i}-{j}")))).ToArray();
        Send(budget, schemas[0], Time, null);
        Send(budget, schemas[1], Time, null);
        for (var i = 1; i < 9; i++) Send(budget, One, Time + i * SeriesBudget.Window, null);
        // It is asked for again, and told what is stored.
        Assert.Equal([Time], budget.Begin([Time]));
        budget.Add(Time, new SpanUse(2, 100, [Columns(schemas[0]), Columns(schemas[1])]));
        Assert.Equal(WindowLimit.Series, budget.Admit(schemas[2], schemas[2].Report(9, Time, new double[5])));
        Assert.Null(budget.Admit(schemas[1], schemas[1].Report(9, Time, new double[5])));
    }

    [Fact]
    public void Admit_ReportsAndCells_AreBounded()
    {
        var budget = new SeriesBudget(new WindowLimits(100, Reports: 5, Cells: 30));
        var wide = Schema.Of(Enumerable.Range(0, 8).Select(i => Reports.Gauge("m", $"id={i}")));
        for (var i = 0; i < 3; i++) Send(budget, One, Time, null);
        Send(budget, wide, Time, WindowLimit.Cells);
        Send(budget, One, Time - SeriesBudget.Window, null);
        for (var i = 0; i < 3; i++) Send(budget, wide, Time - 3 * SeriesBudget.Window, null);
        var small = new SeriesBudget(new WindowLimits(100, Reports: 2));
        Send(small, One, Time, null);
        Send(small, One, Time, null);
        Send(small, One, Time, WindowLimit.Reports);
        Send(small, One, Time + 1, null);
    }

    [Fact]
    public void Admit_LeavingHalf_StopsThereWhoeverUsedIt()
    {
        var budget = new SeriesBudget(new WindowLimits(100, Reports: 4));
        budget.Begin([Time]);
        Assert.Null(budget.Admit(One, One.Report(1, Time, 1)));
        Assert.Null(budget.Admit(One, One.Report(2, Time, 1), leavesHalf: true));
        Assert.Equal(WindowLimit.Reports, budget.Admit(One, One.Report(3, Time, 1), leavesHalf: true));
        Assert.Null(budget.Admit(One, One.Report(3, Time, 1)));
    }

    [Fact]
    public void Admit_SentAgainAndAgainButNotStored_DoesNotCount()
    {
        var budget = new SeriesBudget(new WindowLimits(100, Reports: 2));
        for (var i = 0; i < 10; i++)
        {
            budget.Begin([Time]);
            Assert.Null(budget.Admit(One, One.Report(i, Time, 1)));
            Assert.Null(budget.Admit(One, One.Report(i, Time, 1)));
            Assert.Equal(WindowLimit.Reports, budget.Admit(One, One.Report(i, Time, 1)));
        }
    }

    [Fact]
    public void Admit_LongNames_AreBounded()
    {
        var labels = Enumerable.Range(0, 20).Select(i => $"l{i}=" + new string('x', 1_000)).ToArray();
        var schemas = Enumerable.Range(0, 30).Select(i => Schema.Of([Reports.Gauge($"m{i}", labels)])).ToArray();
        var budget = new SeriesBudget(new WindowLimits(1_000));
        var refused = schemas.Select(schema => budget.Admit(schema, schema.Report(1, Time, 1))).ToList();
        Assert.Equal((19, WindowLimit.SeriesText), (refused.Count(each => each is null), refused[^1]));
    }

    private static SchemaColumns Columns(Schema schema) => new(schema.Series, new SchemaIndex(schema.Series));

    private static void Send(SeriesBudget budget, Schema schema, long time, WindowLimit? exceeded)
    {
        budget.Begin([time]);
        var report = schema.Report(1, time, new double[schema.Series.Count]);
        Assert.Equal(exceeded, budget.Admit(schema, report));
        if (exceeded is null) budget.Stored(report);
    }
}
