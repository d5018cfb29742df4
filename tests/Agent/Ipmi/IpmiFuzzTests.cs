using System.Text;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Ipmi;

/// <summary>Whatever a BMC or a broken ipmitool prints: values that are none are left out, and nothing throws.</summary>
public class IpmiFuzzTests
{
    private const int Rounds = 10_000;

    [Fact]
    public void SensorList_BrokenForms()
    {
        var samples = new SampleSet();
        var sensors = new SensorSamples(new BmcLabels(null), () => true);
        foreach (var text in Broken("sdr"))
        {
            samples.Clear();
            sensors.Add(SensorListParser.Parse(text), samples);
            Assert.Equal(samples.Count, samples.Series.ToArray().Distinct().Count());
        }
    }

    [Fact]
    public void SensorDetails_BrokenForms()
    {
        foreach (var text in Broken("sensors"))
            Assert.All(SensorDetailsParser.Parse(text), each => Assert.True(each.Thresholds.All(limit => double.IsFinite(limit ?? 0))));
    }

    [Fact]
    public void EventLog_BrokenForms()
    {
        foreach (var entry in Broken("sel").SelectMany(text => SelListParser.Parse(text)))
            Assert.InRange(SelEvent.Of(entry, new BmcClock(1_800_000_000, 1_700_000_000)).Time, 0, 1_800_000_000_000);
    }

    [Fact]
    public void Rest_BrokenForms()
    {
        var samples = new SampleSet();
        var chassis = new ChassisStatus(new BmcLabels(null));
        foreach (var text in Broken("mc", "fru", "chassis", "dcmi", "sdr"))
        {
            samples.Clear();
            chassis.Parse(text, samples);
            ControllerInfo.Parse(text);
            FruParser.Parse(text);
            BmcBatch.Split(text);
            Assert.True(DcmiPower.Parse(HexBytes.Parse(text)) is null or (>= 0 and <= ushort.MaxValue));
        }
    }

    private static IEnumerable<string> Broken(params string[] kinds)
    {
        var good = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Ipmi/Fixtures"), "*.txt")
            .Where(file => kinds.Any(kind => file.EndsWith($"-{kind}.txt"))).Order().Select(File.ReadAllBytes).ToList();
        Assert.NotEmpty(good);
        return Mutations.Of(good, Rounds).Select(Encoding.UTF8.GetString);
    }
}
