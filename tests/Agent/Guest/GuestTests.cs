using System.Text.Json;
using Dcmon.Agent.Tests.Rigs.Guest;
using Xunit;

namespace Dcmon.Agent.Tests.Guest;

/// <summary>The agent as it is shipped, on a machine with drives and a BMC of its own, which the helper alone may ask.</summary>
[Trait("Category", "Long")]
public sealed class GuestTests : IDisposable
{
    private readonly GuestRig _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact]
    public async Task Collect_OnAMachineWithDrivesAndABmc_ReportsAllOfThem()
    {
        var (figures, words) = await _guest.CollectAsync();
        Assert.EndsWith("exit 0", words.Trim());
        using var document = JsonDocument.Parse(figures);
        var values = document.RootElement.EnumerateArray().ToDictionary(Name, each => each.GetProperty("value").GetDouble());

        Assert.Equal(1, values["collector_up collector=smart"]);
        Assert.Equal(0, values["collector_troubles collector=smart"]);
        const string Nvme = "device=nvme0n1 model=QEMU NVMe Ctrl serial=NVME0001", Sata = "device=sda model=QEMU HARDDISK serial=SATA0001";
        Assert.Equal(1, values[$"smart_healthy {Nvme}"]);
        Assert.Equal(50, values[$"smart_temperature_celsius {Nvme}"]);
        Assert.Equal(0, values[$"smart_media_errors_total {Nvme}"]);
        Assert.Equal(0, values[$"smart_critical_warning {Nvme} warning=reliability"]);
        Assert.Equal(1, values[$"smart_healthy {Sata}"]);
        Assert.Equal(31, values[$"smart_temperature_celsius {Sata}"]);
        Assert.Equal(0, values[$"smart_reallocated_sectors {Sata}"]);
        Assert.Equal(0, values[$"smart_asleep {Sata}"]);

        Assert.Equal(49.85, values["hwmon_temperature_celsius chip=nvme-nvme0 sensor=Composite"], 2);
        Assert.Equal(69.85, values["hwmon_temperature_limit_celsius chip=nvme-nvme0 limit=max sensor=Composite"], 2);

        Assert.Equal(1, values["collector_up collector=ipmi"]);
        Assert.Equal(47, values["ipmi_temperature_celsius sensor=CPU1 Temp"]);
        Assert.Equal(5200, values["ipmi_fan_rpm sensor=FAN1"]);
        Assert.Equal(312, values["ipmi_power_watts sensor=PS1 Power In"]);
        Assert.Equal(0, values["psu_status psu=2"]);
        Assert.Equal(0, values["ipmi_sel_entries"]);
    }

    /// <summary><c>NAME LABEL=VALUE …</c>, labels by name.</summary>
    private static string Name(JsonElement sample) => string.Join(
        ' ', sample.GetProperty("labels").EnumerateObject().OrderBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => $"{each.Name}={each.Value.GetString()}").Prepend(sample.GetProperty("metric").GetString()));
}
