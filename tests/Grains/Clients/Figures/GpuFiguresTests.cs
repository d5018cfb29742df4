using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Tests.Clients.Figures;

public class GpuFiguresTests
{
    private readonly Readings _readings = new();

    [Fact]
    public void Gpus_EachByNumber()
    {
        Card("10", utilization: 0.5, celsius: 60, watts: 300, used: 10, processes: 2);
        Card("2", utilization: 0, celsius: 40, watts: 70, used: 30, processes: 0);
        _readings.Add("gpu_fan_ratio", 0.3, "gpu=2", "uuid=u2", "model=m", "fan=0").Add("gpu_fan_ratio", 0.4, "gpu=2", "uuid=u2", "model=m", "fan=1");
        Assert.Equal([new GpuFigures("2", 0, 40, 70, 0.3, 0.4), new GpuFigures("10", 0.5, 60, 300, 0.1)], _readings.Gpus);
    }

    [Fact]
    public void Figures_AllTogether()
    {
        Card("0", utilization: 0.5, celsius: 60, watts: 300, used: 10, processes: double.NaN);
        Card("1", utilization: 0, celsius: 40, watts: 70, used: 30, processes: 0);
        Card("2", utilization: 0, celsius: 41, watts: 80, used: double.NaN, processes: 1);
        _readings.Add("gpu_power_limit_watts", 400, "gpu=0").Add("gpu_power_limit_watts", 350, "gpu=1").Add("gpu_fan_ratio", 0.4, "gpu=1", "fan=0");
        Assert.Equal(
            new ClientFigures(
                GpuCount: 3, GpusInUse: 2, GpuRatio: 0.5 / 3, GpuMemoryRatio: 0.2, GpuTemperatureCelsius: 60, GpuPowerWatts: 450,
                GpuPowerLimitWatts: 750, GpuFanRatio: 0.4),
            _readings.Figures);
    }

    [Fact]
    public void Gpus_MoreThanAMachineHas_AreNotAllListed()
    {
        for (var i = 0; i < 5_000; i++) _readings.Add("gpu_up", 1, $"gpu={i}");
        _readings.Add("gpu_up", 1, "gpu=" + new string('x', 1_000));
        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"{i}"), _readings.Gpus.Select(gpu => gpu.Gpu));
    }

    [Fact]
    public void Gpus_OneThatIsLost_StaysWithoutFigures()
    {
        Card("0", utilization: 0.5, celsius: 60, watts: 300, used: 10, processes: 1);
        _readings.Add("gpus", 2).Add("gpu_up", 1, "gpu=0").Add("gpu_up", 0, "gpu=1");
        Assert.Equal(2, _readings.Figures.GpuCount);
        Assert.Equal(1, _readings.Figures.GpusInUse);
        Assert.Equal(new GpuFigures("1"), _readings.Gpus[1]);
    }

    [Fact]
    public void Gpus_PartsOfADividedCard_AreNotCountedTwice()
    {
        Card("0", utilization: double.NaN, celsius: 50, watts: 100, used: 50, processes: 0);
        _readings.Add("gpu_memory_used_bytes", 40, "gpu=0", "mig=1").Add("gpu_memory_total_bytes", 50, "gpu=0", "mig=1");
        Assert.Equal(0.5, Assert.Single(_readings.Gpus).MemoryRatio);
        Assert.Equal((0.5, 0, null), (_readings.Figures.GpuMemoryRatio, _readings.Figures.GpusInUse, _readings.Figures.GpuRatio));
    }

    private void Card(string gpu, double utilization, double celsius, double watts, double used, double processes)
    {
        string[] labels = [$"gpu={gpu}", $"uuid=u{gpu}", "model=m"];
        _readings.Add("gpu_utilization_ratio", utilization, labels).Add("gpu_temperature_celsius", celsius, labels).Add("gpu_power_watts", watts, labels)
            .Add("gpu_memory_used_bytes", used, labels).Add("gpu_memory_total_bytes", 100, labels).Add("gpu_processes", processes, labels);
    }
}
