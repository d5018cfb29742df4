using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi;

public class ControllerTests
{
    [Theory]
    [InlineData("supermicro", "Super Micro Computer Inc.", "6955 (0x1b2b)", "1.52", true)]
    [InlineData("dell", "DELL Inc", "256 (0x0100)", "2.83", false)]
    [InlineData("hpe", "Hewlett-Packard", "8192 (0x2000)", "1.28", false)]
    public void Info_OfBoards(string board, string vendor, string product, string firmware, bool isSupermicro)
    {
        var info = ControllerInfo.Parse(Text($"{board}-mc"))!;

        Assert.Equal((vendor, product, firmware, "2.0"), (info.Vendor, info.Product, info.Firmware, info.IpmiVersion));
        Assert.Equal(isSupermicro, info.IsSupermicro);
    }

    [Fact]
    public void Info_OfAnError_IsNone() => Assert.Null(ControllerInfo.Parse("Get Device ID command failed"));

    [Fact]
    public void Parts_OfABoard_AreThoseThatAreThere() => Assert.Equal(
        [
            new FruFacts("Builtin FRU Device", "DELL", "PowerEdge R730", "0H21J3A04", "AAAAAAA"),
            new FruFacts("PS1", "DELL", "PWR SPLY,750W,RDNT,LITEON", "05NF18A00", "CN0000000000001"),
        ],
        FruParser.Parse(Text("dell-fru")));

    [Fact]
    public void Chassis_ReadsEachState()
    {
        var samples = new SampleSet();

        Assert.True(new ChassisStatus(new BmcLabels(null)).Parse(Text("supermicro-chassis"), samples));
        Assert.Equal(
            ["power_on=1", "power_overload=0", "main_power_fault=0", "power_control_fault=0", "intrusion=1", "drive_fault=0", "cooling_fault=1"],
            samples.Series.ToArray().Zip(samples.Values.ToArray(), (series, value) => $"{series["state"]}={value}"));
    }

    [Fact]
    public void Dcmi_ReadsThePresentPower() => Assert.Equal(224, DcmiPower.Parse(HexBytes.Parse(Text("dell-dcmi"))));

    [Fact]
    public void Dcmi_SwitchedOff_IsNull() => Assert.Null(DcmiPower.Parse(HexBytes.Parse(Text("dell-dcmi").Replace(" 40", " 00"))));

    [Fact]
    public void Details_TellThresholdsInForce()
    {
        var details = SensorDetailsParser.Parse(Text("supermicro-sensors"));

        Assert.Equal(4, details.Count);
        Assert.Equal([280, 420, null, null, 35560, 35700], details[1].Thresholds);
        Assert.Equal((new SensorKey("PS1 Status", 0xc8), "Power Supply", true), (details[3].Key, details[3].Type, details[3].IsDiscrete));
        Assert.False(details[0].IsDiscrete);
    }

    [Theory]
    [InlineData(" 51 02 00 60\n 0a\n", new byte[] { 0x51, 2, 0, 0x60, 0x0a })]
    [InlineData(" 32", new byte[] { 0x32 })]
    [InlineData("", new byte[0])]
    [InlineData(" 5 1", new byte[0])]
    [InlineData(" 51 zz", new byte[0])]
    public void Bytes_OfAnAnswer(string text, byte[] bytes) => Assert.Equal(bytes, HexBytes.Parse(text));

    [Fact]
    public void Batch_OutputIsFoundByName()
    {
        var parts = BmcBatch.Split("noise\ndcmon:clock \n 4b 5d 03 6b\ndcmon:dcmi \ndcmon:sensors \nFAN1 | 41h\nFAN2 | 42h\n");

        Assert.Equal(" 4b 5d 03 6b\n", parts["clock"]);
        Assert.Equal("", parts["dcmi"]);
        Assert.Equal("FAN1 | 41h\nFAN2 | 42h\n\n", parts["sensors"]);
        Assert.Equal("echo dcmon:clock\nraw 0x0a 0x48\n", BmcBatch.Script([BatchCommand.Clock]));
    }

    [Fact]
    public void Fans_OfBothZones_AreReported()
    {
        var samples = new SampleSet();
        var fans = new FanModes(new BmcLabels(null));
        var parts = new Dictionary<string, string> { ["fan-mode"] = " 02\n", ["fan-zone-0"] = " 32\n", ["fan-zone-1"] = " 64\n", ["fan-zone-2"] = "", ["fan-zone-3"] = " ff\n" };

        Assert.True(fans.Parse(parts, samples));
        Assert.Equal(2, samples.Find(MetricCatalog.Series("ipmi_fan_mode")));
        Assert.Equal(0.5, samples.Find(MetricCatalog.Series("ipmi_fan_duty_ratio", new Label("zone", "0"))));
        Assert.Equal(1, samples.Find(MetricCatalog.Series("ipmi_fan_duty_ratio", new Label("zone", "1"))));
        var next = fans.Commands.Select(each => each.Name).ToArray();
        Assert.Contains("fan-zone-2", next);
        Assert.DoesNotContain("fan-zone-3", next);
    }

    private static string Text(string name) => Fixture.Text($"Collectors/Ipmi/Fixtures/{name}.txt");
}
