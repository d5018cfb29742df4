using Dcmon.Agent.Collectors.Sensors;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Sensors;

public sealed class EdacCollectorTests : IDisposable
{
    private const string Controllers = "sys/devices/system/edac/mc";

    private readonly SysfsTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Collect_ModulesAndRanks_AreCountedByName()
    {
        _tree.Write($"{Controllers}/mc0", "ce_count=3", "ue_count=1", "ce_noinfo_count=0", "mc_name=Skylake Socket#0 IMC#0");
        _tree.Write($"{Controllers}/mc0/dimm0", "dimm_label=CPU_SrcID#0_MC#0_Chan#0_DIMM#0", "dimm_ce_count=2", "dimm_ue_count=1", "size=32768");
        _tree.Write($"{Controllers}/mc0/dimm3", "dimm_label=", "dimm_ce_count=1", "dimm_ue_count=0");
        _tree.Write($"{Controllers}/mc1", "ce_count=0", "ue_count=0");
        _tree.Write($"{Controllers}/mc1/rank0", "dimm_label=mc#1csrow#0channel#0", "dimm_ce_count=0", "dimm_ue_count=0");
        _tree.Write($"{Controllers}/power", "runtime_status=unsupported");
        var found = _tree.Collect(new EdacCollector(_tree.Roots, new ManualTimeProvider()));
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
        var found = _tree.Collect(new EdacCollector(_tree.Roots, new ManualTimeProvider()));
        Assert.Equal(5, found["""edac_errors_total{controller="mc0",dimm="unknown",error="corrected"}"""]);
        Assert.Equal(7, found["""edac_errors_total{controller="mc0",dimm="unknown dimm1",error="corrected"}"""]);
    }

    [Fact]
    public void WhyAbsent_WithoutControllers_SaysSo() =>
        Assert.Contains("EDAC", new EdacCollector(_tree.Roots, new ManualTimeProvider()).WhyAbsent(), StringComparison.Ordinal);
}
