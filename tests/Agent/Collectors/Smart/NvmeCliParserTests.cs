using System.Text;
using Dcmon.Agent.Collectors.Smart;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Smart;

public sealed class NvmeCliParserTests
{
    private static readonly DriveIdentity Identity = new("INTEL SSDPE2KX080T8", "BTLJ000000018P0H", "VDV10131", "NVMe");

    [Fact]
    public void SmartLog_OfAWornDrive_IsRead()
    {
        var reading = NvmeCliParser.Parse(Fixture.Bytes("Collectors/Smart/Fixtures/nvme-cli-smart-log.json"), Identity);
        Assert.Equal(Identity, reading.Identity);
        Assert.Equal(30, reading["smart_temperature_celsius"]);
        Assert.Equal(1.04, reading["smart_wear_ratio"]);
        Assert.Equal(0.99, reading["smart_spare_ratio"]);
        Assert.Equal(0.1, reading["smart_spare_threshold_ratio"]);
        Assert.Equal(147215516 * 512_000.0, reading["smart_written_bytes_total"]);
        Assert.Equal(3, reading["smart_media_errors_total"]);
        Assert.Equal(12164 * 3600.0, reading["smart_power_on_seconds_total"]);
        Assert.Equal(0, reading["smart_healthy"]);
        Assert.Equal(["reliability"], NvmeWarnings.Names.Where((_, place) => NvmeWarnings.Has(reading.Warnings!.Value, place)));
    }

    [Fact]
    public void SmartLog_Verbose_HasItsWarningsInAnObject()
    {
        var reading = NvmeCliParser.Parse("""{"critical_warning": {"value": 3, "available_spare": 1}, "temperature": 0}"""u8.ToArray(), Identity);
        Assert.Equal(3, reading.Warnings);
        Assert.DoesNotContain("smart_temperature_celsius", reading.Values.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("Smart Log for NVME device:nvme0 namespace-id:ffffffff")]
    [InlineData("{\"critical_warning\": 0, ")]
    public void Garbage_Is_Refused(string text) =>
        Assert.Throws<FormatException>(() => NvmeCliParser.Parse(Encoding.UTF8.GetBytes(text), Identity));

    [Fact]
    public void Parse_BrokenForms_AreReadOrRefused()
    {
        var read = Fuzz.Bytes(
            [Fixture.Bytes("Collectors/Smart/Fixtures/nvme-cli-smart-log.json")],
            json => Assert.All(NvmeCliParser.Parse(json, Identity).Values.Values, value => Assert.True(double.IsFinite(value))));
        Assert.True(read > 100, "too few of the broken forms were near enough to the good one");
    }
}
