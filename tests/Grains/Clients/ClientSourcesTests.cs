using Dcmon.Grains.Clients;
using Dcmon.Testing;
using Dcmon.TimeSeries;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Clients;

public class ClientSourcesTests
{
    private const long Start = 1_700_000_000_000;
    private const long Hour = 3_600_000;
    private static readonly Schema Load = Schema.Of([Reports.Gauge("load1")]);
    private readonly ClientSources _sources = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Main_OnceTheAgentHasReported_IsTheAgentForGood()
    {
        Report(1, "certificate", Start, 1);
        Assert.Equal("certificate", _sources.Main.Program);
        Report(ReportSource.Agent, null, Start + 1000, 2);
        Assert.Null(_sources.Main.Program);
        // Days without it: it is offline, and nothing passes for it.
        Report(1, "certificate", Start + 50 * Hour, 3);
        Assert.Equal((null, Start + 1000), (_sources.Main.Program, _sources.LastSeen));
        Assert.Equal([2.0], _sources.Main.Latest.Values());
        Assert.Equal(["certificate"], _sources.Others.Select(each => each.Program));
    }

    [Fact]
    public void Main_OfAMachineWithoutAnAgent_StaysAProgramAsLongAsThatGoesOn()
    {
        Report(2, "ports", Start, 1);
        Report(3, "fans", Start + 1000, 2);
        Assert.Equal(("ports", Start + 1000), (_sources.Main.Program, _sources.LastSeen));
        Report(3, "fans", Start + 31_000, 2);
        Assert.Equal("fans", _sources.Main.Program);
        Report(2, "ports", Start + 32_000, 2);
        Assert.Equal("fans", _sources.Main.Program);
    }

    [Fact]
    public void Apply_ReportOfAProgramAhead_HidesOnlyItsOwn()
    {
        Report(ReportSource.Agent, null, Start, 1);
        var program = _sources.Heard(2, "p", Start);
        _sources.Apply(program, Load, Load.Report(1, Start + 299_000, 7));
        Report(ReportSource.Agent, null, Start + 10_000, 2);
        Assert.Equal([2.0], _sources.Main.Latest.Values());
        Assert.Equal((Start + 10_000, Start + 299_000), (_sources.Main.Latest.Time, _sources.NewestTime));
    }

    [Fact]
    public void Heard_ProgramSilentForADay_IsForgotten()
    {
        Report(ReportSource.Agent, null, Start, 1);
        Report(2, "p", Start, 1);
        Report(ReportSource.Agent, null, Start + 24 * Hour, 1);
        Assert.Equal(Start, _sources.LastHeard(2));
        Report(ReportSource.Agent, null, Start + 24 * Hour + 1, 1);
        Assert.Null(_sources.LastHeard(2));
        Assert.Empty(_sources.Others);
    }

    [Fact]
    public void Heard_MoreProgramsThanTokens_ThoseSilentLongestAreForgotten()
    {
        Report(ReportSource.Agent, null, Start, 1);
        for (var i = 1; i <= 40; i++) Report(i, $"p{i:00}", Start + i, 1);
        Assert.Equal(Enumerable.Range(24, 17).Select(i => $"p{i:00}"), _sources.Others.Select(each => each.Program));
    }

    [Fact]
    public void Heard_ProgramsWithLargeSchemas_AreBoundedTogether()
    {
        Report(ReportSource.Agent, null, Start, 1);
        for (var i = 1; i <= 6; i++)
        {
            var wide = Schema.Of(Enumerable.Range(0, 800).Select(j => Reports.Gauge("wide", $"i={i}", $"j={j}{new string('x', 1000)}")));
            _sources.Apply(_sources.Heard(i, $"p{i}", Start + i), wide, wide.Report(i, Start + i, new double[800]));
        }

        _sources.Heard(6, "p6", Start + 7);
        Assert.InRange(_sources.Others.Sum(each => each.Latest.Schema!.Encoded.Length), 1, WireLimits.MaxSchemaBytes);
        Assert.Equal(["p5", "p6"], _sources.Others.Select(each => each.Program));
    }

    [Fact]
    public void Restore_ProgramThatIsNotKnown_CountsForTheNewestTimeOnly()
    {
        var names = new Dictionary<int, string> { [2] = "p" };
        _sources.Restore(Load, Load.Report(ReportSource.Number(9, 5), Start + 5000, 5), names, Start + 60_000);
        _sources.Restore(Load, Load.Report(ReportSource.Number(2, 5), Start + 70_000, 5), names, Start + 60_000);
        Assert.Equal(("p", Start + 60_000, Start + 70_000), (_sources.Main.Program, _sources.LastSeen, _sources.NewestTime));
        _sources.Restore(Load, Load.Report(5, Start, 4), names, Start + 60_000);
        Assert.Equal((null, Start), (_sources.Main.Program, _sources.LastSeen));
        Assert.Equal(["p"], _sources.Others.Select(each => each.Program));
    }

    private void Report(int number, string? program, long time, double value) =>
        _sources.Apply(_sources.Heard(number, program, time), Load, Load.Report(ReportSource.Number(number, time % 1000), time, value));
}
