using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi;

/// <summary>Whatever a BMC or a broken ipmitool prints: values that are none are left out, and nothing throws.</summary>
public class IpmiFuzzTests
{
    [Fact]
    public void SensorList_BrokenForms()
    {
        var samples = new SampleSet();
        var sensors = new SensorSamples(new BmcLabels(null), () => true);
        Fuzz.Text(Good("sdr"), text =>
        {
            samples.Clear();
            sensors.Add(SensorListParser.Parse(text), samples);
            Assert.Equal(samples.Count, samples.Series.ToArray().Distinct().Count());
        });
    }

    [Fact]
    public void SensorDetails_BrokenForms() => Fuzz.Text(
        Good("sensors"), text => Assert.All(SensorDetailsParser.Parse(text), each => Assert.True(each.Thresholds.All(limit => double.IsFinite(limit ?? 0)))));

    [Fact]
    public void EventLog_BrokenForms() => Fuzz.Text(Good("sel"), text =>
    {
        foreach (var entry in SelListParser.Parse(text))
            Assert.InRange(SelEvent.Of(entry, new BmcClock(1_800_000_000, 1_700_000_000), 0).Time, 0, 1_800_000_000_000);
    });

    [Fact]
    public void EventLogCursor_BrokenForms() => Fuzz.Text(["1 12 1700000000 0 12 1700000000", "1 0 0 4294967295 - -"], text =>
    {
        if (SelCursor.Parse(text) is { } cursor) Assert.Equal(cursor, SelCursor.Parse(cursor.ToString()));
    });

    [Fact]
    public void Rest_BrokenForms()
    {
        var samples = new SampleSet();
        var chassis = new ChassisStatus(new BmcLabels(null));
        Fuzz.Text(Good("mc", "fru", "chassis", "dcmi", "sdr"), text =>
        {
            samples.Clear();
            chassis.Parse(text, samples);
            ControllerInfo.Parse(text);
            Assert.InRange(FruParser.Parse(text).Count, 0, 64);
            BmcBatch.Split(text);
            Assert.True(DcmiPower.Parse(HexBytes.Parse(text)) is null or (>= 0 and <= ushort.MaxValue));
        });
    }

    private static IReadOnlyList<string> Good(params string[] kinds)
    {
        var good = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Collectors/Ipmi/Fixtures"), "*.txt")
            .Where(file => kinds.Any(kind => file.EndsWith($"-{kind}.txt"))).Order().Select(File.ReadAllText).ToList();
        Assert.NotEmpty(good);
        return good;
    }
}
