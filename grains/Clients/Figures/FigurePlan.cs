using Dcmon.GrainInterfaces.Clients;
using Dcmon.Wire.Metrics;

namespace Dcmon.Grains.Clients.Figures;

/// <summary>Where in a schema the values stand that a machine's main figures are made of; worked out once a schema.</summary>
public sealed class FigurePlan
{
    private readonly SystemPlan _system;
    private readonly DiskPlan _disks;
    private readonly SensorPlan _sensors;
    private readonly PowerPlan _power;
    private readonly GpuPlan _gpus;

    private FigurePlan(SeriesIndex series)
    {
        _system = new SystemPlan(series);
        _disks = new DiskPlan(series);
        _sensors = new SensorPlan(series);
        _power = new PowerPlan(series);
        _gpus = new GpuPlan(series);
    }

    /// <summary>Looks up the places.</summary>
    public static FigurePlan For(IReadOnlyList<Series> series) => new(new SeriesIndex(series));

    /// <summary>The figures.</summary>
    /// <param name="values">The newest report's values, in the schema's order.</param>
    /// <param name="rates">Growth a second of the counters.</param>
    public ClientFigures Figures(double[] values, double[] rates) => new(
        CpuRatio: _system.CpuRatio(rates),
        MemoryRatio: _system.MemoryRatio(values),
        RootDiskRatio: _disks.RootRatio(values),
        NetworkReceiveBytesPerSecond: _system.Received(rates),
        NetworkTransmitBytesPerSecond: _system.Transmitted(rates),
        UptimeSeconds: _system.Uptime(values),
        Load1: _system.Load1(values),
        DockerDiskRatio: _disks.DockerRatio(values),
        DiskReadBytesPerSecond: _disks.Read(rates),
        DiskWriteBytesPerSecond: _disks.Written(rates),
        CpuTemperatureCelsius: _sensors.Cpu(values),
        VrmTemperatureCelsius: _sensors.Regulator(values),
        DriveTemperatureCelsius: _disks.Temperature(values),
        FanRpm: _sensors.Fan(values),
        PowerWatts: _power.Watts(values),
        PsuTemperatureCelsius: _power.Temperature(values),
        PsuFanRpm: _power.Fan(values),
        PsusFailed: _power.Failed(values),
        GpuCount: _gpus.Count(values),
        GpusInUse: _gpus.InUse(values),
        GpuRatio: _gpus.Ratio(values),
        GpuMemoryRatio: _gpus.MemoryRatio(values),
        GpuTemperatureCelsius: _gpus.Temperature(values),
        GpuPowerWatts: _gpus.Power(values),
        GpuPowerLimitWatts: _gpus.PowerLimit(values),
        GpuFanRatio: _gpus.Fan(values),
        Rented: _system.Rented(values));

    /// <summary>Figures of each GPU.</summary>
    /// <param name="values">The newest report's values, in the schema's order.</param>
    public IReadOnlyList<GpuFigures> Gpus(double[] values) => _gpus.Each(values);
}
