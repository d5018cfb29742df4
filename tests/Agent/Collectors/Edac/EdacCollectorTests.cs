using Dcmon.Agent.Collectors.Edac;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Edac;

public sealed class EdacCollectorTests : IDisposable
{
    private const string Controllers = "sys/devices/system/edac/mc";

    private readonly SysfsTree _tree = new();
    private readonly TestEvents _events = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose()
    {
        _tree.Dispose();
        _events.Dispose();
    }

    [Fact]
    public void Collect_ModulesAndRanks_AreCountedByName()
    {
        _tree.Write($"{Controllers}/mc0", "ce_count=3", "ue_count=1", "ce_noinfo_count=0", "mc_name=Skylake Socket#0 IMC#0");
        _tree.Write($"{Controllers}/mc0/dimm0", "dimm_label=CPU_SrcID#0_MC#0_Chan#0_DIMM#0", "dimm_ce_count=2", "dimm_ue_count=1", "size=32768");
        _tree.Write($"{Controllers}/mc0/dimm3", "dimm_label=", "dimm_ce_count=1", "dimm_ue_count=0");
        _tree.Write($"{Controllers}/mc1", "ce_count=0", "ue_count=0");
        _tree.Write($"{Controllers}/mc1/rank0", "dimm_label=mc#1csrow#0channel#0", "dimm_ce_count=0", "dimm_ue_count=0");
        _tree.Write($"{Controllers}/power", "runtime_status=unsupported");
        var found = _tree.Collect(Collector());
        Assert.Equal(3, found["""edac_controller_errors_total{controller="mc0",error="corrected"}"""]);
        Assert.Equal(1, found["""edac_controller_errors_total{controller="mc0",error="uncorrected"}"""]);
        Assert.Equal(2, found["""edac_errors_total{controller="mc0",dimm="CPU_SrcID#0_MC#0_Chan#0_DIMM#0",error="corrected"}"""]);
        Assert.Equal(1, found["""edac_errors_total{controller="mc0",dimm="CPU_SrcID#0_MC#0_Chan#0_DIMM#0",error="uncorrected"}"""]);
        Assert.Equal(1, found["""edac_errors_total{controller="mc0",dimm="dimm3",error="corrected"}"""]);
        Assert.Equal(0, found["""edac_errors_total{controller="mc1",dimm="mc#1csrow#0channel#0",error="corrected"}"""]);
        Assert.Equal(10, found.Count);
    }

    [Fact]
    public void Collect_ModulesOfOneName_StayApart()
    {
        _tree.Write($"{Controllers}/mc0", "ce_count=0", "ue_count=0");
        _tree.Write($"{Controllers}/mc0/dimm0", "dimm_label=unknown", "dimm_ce_count=5", "dimm_ue_count=0");
        _tree.Write($"{Controllers}/mc0/dimm1", "dimm_label=unknown", "dimm_ce_count=7", "dimm_ue_count=0");
        var found = _tree.Collect(Collector());
        Assert.Equal(5, found["""edac_errors_total{controller="mc0",dimm="unknown",error="corrected"}"""]);
        Assert.Equal(7, found["""edac_errors_total{controller="mc0",dimm="unknown dimm1",error="corrected"}"""]);
    }

    [Fact]
    public void WhyAbsent_WithoutControllers_SaysSo() =>
        Assert.Contains("EDAC", Collector().WhyAbsent(), StringComparison.Ordinal);

    [Fact]
    public void Errors_AreReportedOnce_AlsoAcrossRestartsOfAgentAndMachine()
    {
        Boot("one");
        Errors(corrected: 0, uncorrected: 0);
        _tree.Collect(Collector());
        Assert.Empty(_events.Take());
        Errors(corrected: 2, uncorrected: 1);
        _tree.Collect(Collector());
        var unkept = _events.Take(keep: false);
        _tree.Collect(Collector());
        var reported = _events.Take();
        _tree.Collect(Collector());
        Assert.Empty(_events.Take());

        Assert.Equal(unkept.Select(each => each.Key), reported.Select(each => each.Key));
        Assert.Equal([EventSeverity.Critical, EventSeverity.Info], reported.Select(each => each.Severity));
        Assert.Equal(["memory errors that could not be corrected: 1 in DIMM_A1", "memory errors that were corrected: 2 in DIMM_A1"], reported.Select(each => each.Message));
        Assert.Equal(["controller=mc0", "dimm=DIMM_A1", "error=uncorrected"], reported[0].Subject.Select(each => $"{each.Name}={each.Value}"));
        Boot("two");
        Errors(corrected: 0, uncorrected: 1);
        _tree.Collect(Collector());
        Assert.Equal(EventSeverity.Critical, Assert.Single(_events.Take()).Severity);
    }

    [Fact]
    public void CorrectedErrors_AreReportedOnceAnHour()
    {
        var collector = Collector();
        for (var minute = 1; minute <= 120; minute++)
        {
            Errors(corrected: minute, uncorrected: 0);
            _tree.Collect(collector);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["1", "60"], _events.Take().Select(each => each.Details.Single(detail => detail.Name == "errors").Value));
    }

    private EdacCollector Collector() => new(_tree.Roots, _events.Changes(EventKinds.MemoryError, _time), _time);

    private void Boot(string id) => _tree.Write("proc/sys/kernel/random", $"boot_id={id}");

    private void Errors(int corrected, int uncorrected)
    {
        _tree.Write($"{Controllers}/mc0", $"ce_count={corrected}", $"ue_count={uncorrected}");
        _tree.Write($"{Controllers}/mc0/dimm0", "dimm_label=DIMM_A1", $"dimm_ce_count={corrected}", $"dimm_ue_count={uncorrected}");
        _tree.Write($"{Controllers}/mc0/dimm1", "dimm_label=DIMM_B1", "dimm_ce_count=0", "dimm_ue_count=0");
    }
}
