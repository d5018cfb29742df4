using System.Text;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Scripts.Nagios;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Scripts.Nagios;

public class NagiosOutputTests
{
    [Fact]
    public void Parse_SeveralLines_HasTheValuesOfAll()
    {
        var output = NagiosOutput.Parse(Fixture.Text("Collectors/Scripts/Fixtures/check_disk.txt"));

        Assert.True(output.IsWhole);
        Assert.Equal("DISK OK - free space: / 3326 MB (56%);", output.Text);
        Assert.Equal(["/", "/boot", "/home", "/var/log"], output.Values.Select(each => each.Label));
        var home = output.Values[2];
        Assert.Equal((69357e6, "bytes", 253404e6, 253409e6, 0d, 253414e6),
            (home.Value, home.Unit.Name, home.Warning.High, home.Critical.High, home.Least, home.Greatest));
    }

    [Fact]
    public void Parse_NoBlankBeforeTheBar_HasAllValues()
    {
        var output = NagiosOutput.Parse(Fixture.Text("Collectors/Scripts/Fixtures/check_load.txt"));

        Assert.True(output.IsWhole);
        Assert.Equal([0.63, 0.63, 0.64], output.Values.Select(each => each.Value));
        Assert.All(output.Values, each => Assert.Equal((0d, (double?)null), (each.Least, each.Greatest)));
    }

    [Fact]
    public void Parse_UnitsAndThresholds_AreBaseUnits()
    {
        var output = NagiosOutput.Parse(Fixture.Text("Collectors/Scripts/Fixtures/check_http.txt"));
        var values = output.Values.ToDictionary(each => each.Label);

        Assert.True(output.IsWhole);
        Assert.Equal((0.062361, "seconds", 1d), (values["time"].Value, values["time"].Unit.Name, values["time"].Warning.High));
        Assert.Equal((10975, "bytes", (double?)null), (values["size"].Value, values["size"].Unit.Name, values["size"].Warning.High));
        var first = values["time to 'first' byte"];
        // Good values outside of a range cannot be shown as one bound.
        Assert.Equal((0.012, default, new NagiosRange(null, 0.08)), (first.Value, first.Warning, first.Critical));
        var used = values["used"];
        Assert.Equal(("ratio", 0.565), (used.Unit.Name, Math.Round(used.Value, 6)));
        Assert.Equal((0.1, 0.9, 0.05, null), (used.Warning.Low, used.Warning.High, used.Critical.Low, used.Critical.High));
        Assert.True(values["requests"].Unit.IsCounter);
        Assert.Equal((41, "celsius"), (values["temp"].Value, values["temp"].Unit.Name));
        Assert.Equal("foo", values["odd"].Unit.Name);
        Assert.Equal(1500, values["rate"].Value);
        Assert.DoesNotContain("fan", values.Keys);
    }

    [Theory]
    [InlineData("a=1,5")]
    [InlineData("a=")]
    [InlineData("a=x")]
    [InlineData("a")]
    [InlineData("'a=1")]
    [InlineData("'a'1")]
    [InlineData("=1")]
    [InlineData("a=1e999")]
    [InlineData("a=--1")]
    [InlineData("a b=2;")]
    public void Parse_MalformedValue_IsLostAlone(string value)
    {
        var output = NagiosOutput.Parse($"OK|good=1 {value} also=2s;;;;");

        Assert.False(output.IsWhole);
        Assert.Contains(output.Values, each => each is { Label: "good", Value: 1 });
        Assert.Contains(output.Values, each => each is { Label: "also", Value: 2 });
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("OK", "OK")]
    [InlineData("OK\n", "OK")]
    [InlineData("O\u0007K \u001b[31mred", "O K [31mred")]
    [InlineData("OK |", "OK")]
    public void Parse_NoValues_HasTheText(string text, string expected)
    {
        var output = NagiosOutput.Parse(text);
        Assert.Equal(expected, output.Text);
        Assert.Empty(output.Values);
        Assert.True(output.IsWhole);
    }

    [Theory]
    [InlineData("10", null, 10d)]
    [InlineData("10:", 10d, null)]
    [InlineData("~:10", null, 10d)]
    [InlineData(":10", null, 10d)]
    [InlineData("-5:20.5", -5d, 20.5)]
    [InlineData("@10:20", null, null)]
    [InlineData("", null, null)]
    [InlineData("x:10", null, null)]
    [InlineData("10:x", null, null)]
    public void Range_Parse_HasTheBoundsThatAreWritten(string text, double? low, double? high) =>
        Assert.Equal(new NagiosRange(low, high), NagiosRange.Parse(text));

    [Fact]
    public void Series_ManyLabels_AreBounded()
    {
        var time = new ManualTimeProvider();
        var series = new NagiosSeries("c", 10, time);
        var samples = new SampleSet();
        var output = NagiosOutput.Parse("OK|" + string.Concat(Enumerable.Range(0, 50).Select(i => $"l{i}=1;2;3;4;5 ")));
        Assert.Equal(["there are more than 10 series; set max_series"], series.Add(output.Values, samples));
        Assert.Equal(10, samples.Count);
    }

    [Fact]
    public void Parse_BrokenForms_GiveFiniteValuesOnly()
    {
        var series = new NagiosSeries("c", 1_000, new ManualTimeProvider());
        var samples = new SampleSet();
        Fuzz.Bytes(Fixture.All("Collectors/Scripts/Fixtures").ToList(), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            var output = NagiosOutput.Parse(text);
            Assert.All(output.Values, each => Assert.True(double.IsFinite(each.Value)));
            samples.Clear();
            series.Add(output.Values, samples);
            Assert.Equal(samples.Count, samples.Series.ToArray().Distinct().Count());
        });
    }
}
