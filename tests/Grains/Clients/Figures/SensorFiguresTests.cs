using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Tests.Clients.Figures;

public class SensorFiguresTests
{
    private readonly Readings _readings = new();

    [Theory]
    [InlineData("CPU Temp")]
    [InlineData("CPU2 Temp")]
    [InlineData("CPU0_TEMP")]
    [InlineData("TEMP_CPU")]
    [InlineData("TEMP_CPU1")]
    public void Cpu_ByTheBmc_IsTheHottest(string sensor)
    {
        _readings.Add("ipmi_temperature_celsius", 47, "sensor=CPU1 Temp").Add("ipmi_temperature_celsius", 61, "sensor=" + sensor)
            .Add("ipmi_temperature_celsius", 90, "sensor=CPU_VRM Temp").Add("ipmi_temperature_celsius", 95, "sensor=Peripheral Temp")
            .Add("hwmon_temperature_celsius", 70, "chip=coretemp-coretemp.0", "sensor=Package id 0");
        Assert.Equal(61, _readings.Figures.CpuTemperatureCelsius);
    }

    [Fact]
    public void Cpu_BmcSaysNothingNow_IsTheKernels()
    {
        _readings.Add("ipmi_temperature_celsius", double.NaN, "sensor=CPU Temp")
            .Add("hwmon_temperature_celsius", 52, "chip=coretemp-coretemp.0", "sensor=Package id 0")
            .Add("hwmon_temperature_celsius", 55, "chip=coretemp-coretemp.1", "sensor=Package id 1")
            .Add("hwmon_temperature_celsius", 99, "chip=coretemp-coretemp.1", "sensor=Core 7");
        Assert.Equal(55, _readings.Figures.CpuTemperatureCelsius);
    }

    [Fact]
    public void Cpu_Amd_IsTctlUnlessTheChipHasTdie()
    {
        _readings.Add("hwmon_temperature_celsius", 47, "chip=k10temp-0000:00:18.3", "sensor=Tctl")
            .Add("hwmon_temperature_celsius", 99, "chip=k10temp-0000:00:18.3", "sensor=Tccd1");
        Assert.Equal(47, _readings.Figures.CpuTemperatureCelsius);
        _readings.Add("hwmon_temperature_celsius", 40, "chip=k10temp-0000:00:18.3", "sensor=Tdie");
        Assert.Equal(40, _readings.Figures.CpuTemperatureCelsius);
    }

    [Theory]
    [InlineData("CPU_VRM Temp")]
    [InlineData("SOC_VRM Temp")]
    [InlineData("VRMABCD Temp")]
    [InlineData("VRMEFGH Temp")]
    [InlineData("VRMCpu Temp")]
    [InlineData("FSC_INDEX1")]
    public void Regulator_IsTheHottest(string sensor)
    {
        _readings.Add("ipmi_temperature_celsius", 51, "sensor=VRM1 Temp").Add("ipmi_temperature_celsius", 66, "sensor=" + sensor)
            .Add("ipmi_temperature_celsius", 80, "sensor=CPU Temp");
        Assert.Equal(66, _readings.Figures.VrmTemperatureCelsius);
    }

    [Fact]
    public void Fan_IsTheSlowestOfTheChassis()
    {
        _readings.Add("ipmi_fan_rpm", 4200, "sensor=FAN1").Add("ipmi_fan_rpm", 0, "sensor=FAN2").Add("ipmi_fan_rpm", double.NaN, "sensor=FAN3")
            .Add("ipmi_fan_rpm", 12_000, "sensor=PS1 Fan");
        Assert.Equal(0, _readings.Figures.FanRpm);
        Assert.Equal(12_000, _readings.Figures.PsuFanRpm);
    }

    [Fact]
    public void Sensors_OfAnotherMachinesBmc_AreNotThisMachines()
    {
        _readings.Add("ipmi_temperature_celsius", 47, "sensor=CPU Temp", "bmc=other").Add("ipmi_fan_rpm", 100, "sensor=FAN1", "bmc=other")
            .Add("ipmi_dcmi_power_watts", 900, "bmc=other").Add("psu_status", 2, "psu=1", "bmc=other");
        Assert.Equal(ClientFigures.None, _readings.Figures);
    }

    [Fact]
    public void Plan_ThousandsOfSensors_IsQuick()
    {
        var series = Enumerable.Range(0, 5_000)
            .Select(i => Dcmon.Testing.Reports.Gauge("hwmon_temperature_celsius", $"chip=k10temp-{i}", "sensor=Tctl", $"i={i}")).ToList();
        var started = System.Diagnostics.Stopwatch.StartNew();
        Dcmon.Grains.Clients.Figures.FigurePlan.For(series);
        // Looking at each for each takes seconds.
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(0.5), $"{started.Elapsed}");
    }
}
