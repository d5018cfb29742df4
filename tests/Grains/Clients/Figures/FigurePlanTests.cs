using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Clients.Figures;
using Dcmon.Testing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.Tests.Clients.Figures;

public class FigurePlanTests
{
    [Fact]
    public void Figures_Cpu_IsBusyShareOfAllModes()
    {
        Series[] series =
        [
            Reports.Counter("cpu_seconds_total", "cpu=0", "mode=user"), Reports.Counter("cpu_seconds_total", "cpu=0", "mode=idle"),
            Reports.Counter("cpu_seconds_total", "cpu=1", "mode=steal"), Reports.Counter("cpu_seconds_total", "cpu=1", "mode=iowait"),
        ];
        Assert.Equal(0.4, Figures(series, rates: [0.5, 0.5, 0.3, 0.7]).CpuRatio!.Value, 12);
    }

    [Fact]
    public void Figures_RootDisk_CountsAsDfDoes()
    {
        Series[] series =
        [
            Reports.Gauge("filesystem_size_bytes", "mountpoint=/srv"), Reports.Gauge("filesystem_size_bytes", "mountpoint=/"),
            Reports.Gauge("filesystem_free_bytes", "mountpoint=/"), Reports.Gauge("filesystem_available_bytes", "mountpoint=/"),
        ];
        // 60 of 100 used, 5 reserved for root: df says 60 / (60 + 35).
        Assert.Equal(60.0 / 95, Figures(series, values: [999, 100, 40, 35]).RootDiskRatio!.Value, 12);
    }

    [Fact]
    public void Figures_MemoryAndNetworkAndUptime_AreTaken()
    {
        Series[] series =
        [
            Reports.Gauge("memory_total_bytes"), Reports.Gauge("memory_available_bytes"), Reports.Gauge("uptime_seconds"),
            Reports.Counter("network_receive_bytes_total", "interface=a"), Reports.Counter("network_receive_bytes_total", "interface=b"),
            Reports.Counter("network_transmit_bytes_total", "interface=a"),
        ];
        var figures = Figures(series, values: [100, 25, 3600, 0, 0, 0], rates: [double.NaN, double.NaN, double.NaN, 10, 20, double.NaN]);
        Assert.Equal(new ClientFigures(null, 0.75, null, 30, null, 3600), figures);
    }

    [Fact]
    public void Figures_LoadAndRented_AreTaken()
    {
        var figures = Figures([Reports.Gauge("load1"), Reports.Gauge("vast_rented")], values: [2.5, 1]);
        Assert.Equal(new ClientFigures(Load1: 2.5, Rented: 1), figures);
    }

    [Fact]
    public void Figures_NothingKnown_AreNull()
    {
        Assert.Equal(ClientFigures.None, Figures([]));
        Assert.Empty(FigurePlan.For([]).Gpus([]));
    }

    private static ClientFigures Figures(Series[] series, double[]? values = null, double[]? rates = null) =>
        FigurePlan.For(series).Figures(values ?? new double[series.Length], rates ?? new double[series.Length]);
}
