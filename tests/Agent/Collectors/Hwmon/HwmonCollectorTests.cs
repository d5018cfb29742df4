using Dcmon.Agent.Collectors.Hwmon;
using Dcmon.Agent.Collectors.Thermal;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Hwmon;

public sealed class HwmonCollectorTests : IDisposable
{
    private readonly SysfsTree _tree = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Collect_AServersChips_AreInBaseUnitsWithTheirNames()
    {
        Chip(0, "k10temp", "0000:00:18.3", "temp1_input=47625", "temp1_label=Tctl", "temp3_input=41500", "temp3_label=Tccd1");
        Chip(1, "nvme", "nvme0",
            "temp1_input=38850", "temp1_label=Composite", "temp1_max=81850", "temp1_crit=84850", "temp1_min=-273150", "temp1_alarm=0",
            "temp2_input=38850", "temp2_label=Sensor 1", "temp2_max=65261850");
        Chip(2, "nct6799", "nct6775.656", "fan1_input=1180", "in0_input=872", "curr1_input=1500", "power1_input=95000000", "energy1_input=3600000000");
        Chip(3, "power_meter", "ACPI000D:00", "power1_average=214000000", "power1_average_interval=1000", "power1_cap=300000000");
        var found = _tree.Collect(Collector());
        Assert.Equal(47.625, found["""hwmon_temperature_celsius{chip="k10temp-0000:00:18.3",sensor="Tctl"}"""]);
        Assert.Equal(41.5, found["""hwmon_temperature_celsius{chip="k10temp-0000:00:18.3",sensor="Tccd1"}"""]);
        Assert.Equal(38.85, found["""hwmon_temperature_celsius{chip="nvme-nvme0",sensor="Composite"}"""]);
        Assert.Equal(81.85, found["""hwmon_temperature_limit_celsius{chip="nvme-nvme0",limit="max",sensor="Composite"}"""]);
        Assert.Equal(84.85, found["""hwmon_temperature_limit_celsius{chip="nvme-nvme0",limit="crit",sensor="Composite"}"""]);
        Assert.Equal(1180, found["""hwmon_fan_rpm{chip="nct6799-nct6775.656",sensor="fan1"}"""]);
        Assert.Equal(0.872, found["""hwmon_voltage_volts{chip="nct6799-nct6775.656",sensor="in0"}"""]);
        Assert.Equal(1.5, found["""hwmon_current_amperes{chip="nct6799-nct6775.656",sensor="curr1"}"""]);
        Assert.Equal(95, found["""hwmon_power_watts{chip="nct6799-nct6775.656",sensor="power1"}"""]);
        Assert.Equal(3600, found["""hwmon_energy_joules_total{chip="nct6799-nct6775.656",sensor="energy1"}"""]);
        Assert.Equal(214, found["""hwmon_power_watts{chip="power_meter-ACPI000D:00",sensor="power1"}"""]);
        Assert.Equal(12, found.Count);
    }

    [Fact]
    public void Collect_ValuesThatAreNot_AreMissing()
    {
        Chip(0, "lm90", "0-004c", "temp1_input=21000", "temp2_input=127000", "temp2_fault=1", "temp3_input=", "temp4_input=n/a", "intrusion0_alarm=1");
        // A directory in place of a file fails to be read, as EIO does.
        Directory.CreateDirectory(_tree.PathOf("sys/class/hwmon/hwmon0/temp5_input"));
        Assert.Equal(["""hwmon_temperature_celsius{chip="lm90-0-004c",sensor="temp1"}"""], _tree.Collect(Collector()).Keys);
    }

    [Fact]
    public void Collect_SensorsOfOneName_StayApart()
    {
        Chip(0, "nct6683", "nct6683.2592", "temp1_input=1000", "temp1_label=CPU", "temp10_input=3000", "temp2_input=2000", "temp2_label=CPU");
        Assert.Equal(
            [("CPU", 1d), ("CPU temp2", 2), ("temp10", 3)],
            _tree.Collect(Collector()).Select(each => (each.Key.Split('"')[3], each.Value)));
    }

    [Fact]
    public void Collect_ASleepingDrive_IsLeftAlone()
    {
        Chip(0, "drivetemp", "0:0:0:0", "temp1_input=31000");
        _tree.Write("sys/devices/0:0:0:0/power", "runtime_status=suspended");
        var collector = Collector();
        Assert.Empty(_tree.Collect(collector));
        _tree.Write("sys/devices/0:0:0:0/power", "runtime_status=active");
        Assert.Single(_tree.Collect(collector));
    }

    [Fact]
    public void Collect_ChipsThatComeLater_AreFoundWithinAMinute()
    {
        Chip(0, "coretemp", "coretemp.0", "temp1_input=50000");
        var collector = Collector();
        Assert.Single(_tree.Collect(collector));
        Chip(1, "coretemp", "coretemp.1", "temp1_input=51000");
        Assert.Single(_tree.Collect(collector));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _tree.Collect(collector).Count);
    }

    [Fact]
    public void Collect_AChipOfNoDevice_HasItsDriversName()
    {
        _tree.Write("sys/class/hwmon/hwmon0", "name=acpitz", "temp1_input=27800");
        _tree.Write("sys/class/hwmon/hwmon1", "temp1_input=1");
        Assert.Equal(["""hwmon_temperature_celsius{chip="acpitz",sensor="temp1"}"""], _tree.Collect(Collector()).Keys);
    }

    [Fact]
    public void Collect_ExcludedChips_AreLeftOut()
    {
        Chip(0, "coretemp", "coretemp.0", "temp1_input=50000");
        Assert.Empty(_tree.Collect(Collector("coretemp-*")));
    }

    [Fact]
    public void WhyAbsent_WithoutChips_SaysSo()
    {
        Assert.Contains("no driver", Collector().WhyAbsent(), StringComparison.Ordinal);
        Chip(0, "coretemp", "coretemp.0", "temp1_input=50000");
        Assert.Null(Collector().WhyAbsent());
    }

    [Fact]
    public void Thermal_Zones_AreInDegrees()
    {
        _tree.Write("sys/class/thermal/thermal_zone0", "type=x86_pkg_temp", "temp=46000");
        _tree.Write("sys/class/thermal/thermal_zone1", "type=acpitz", "temp=-5500");
        _tree.Write("sys/class/thermal/cooling_device0", "type=Processor");
        var found = _tree.Collect(new ThermalCollector(_tree.Roots, _time));
        Assert.Equal(46, found["""thermal_zone_celsius{type="x86_pkg_temp",zone="thermal_zone0"}"""]);
        Assert.Equal(-5.5, found["""thermal_zone_celsius{type="acpitz",zone="thermal_zone1"}"""]);
        Assert.Equal(2, found.Count);
    }

    private HwmonCollector Collector(params string[] excluded) => new(_tree.Roots, new NameFilter(excluded), _time);

    private void Chip(int number, string driver, string device, params string[] files)
    {
        var directory = $"sys/class/hwmon/hwmon{number}";
        _tree.Write(directory, ["name=" + driver, .. files]);
        Directory.CreateDirectory(_tree.PathOf("sys/devices/" + device));
        _tree.Link(directory + "/device", "sys/devices/" + device);
    }
}
