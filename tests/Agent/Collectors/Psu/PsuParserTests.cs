using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Psu;

public class PsuParserTests
{
    private static string Two => Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-pminfo.txt");

    [Fact]
    public void Parse_WorkingSupply_ReadsAll()
    {
        var one = PsuParser.Parse(Two)[0];

        Assert.Equal((1, 0), (one.Number, one.Status));
        Assert.Equal(
            new Dictionary<(string, string), double>
            {
                [("psu_input_volts", "")] = 227,
                [("psu_input_amperes", "")] = 0.55,
                [("psu_input_watts", "")] = 115,
                [("psu_output_volts", "")] = 12.09,
                [("psu_output_amperes", "")] = 8.37,
                [("psu_output_watts", "")] = 101,
                [("psu_temperature_celsius", "1")] = 39,
                [("psu_temperature_celsius", "2")] = 43,
                [("psu_fan_rpm", "1")] = 7072,
                [("psu_fan_rpm", "2")] = 0,
            },
            one.Values);
    }

    [Fact]
    public void Parse_DeadSupply_Reads0AndSaysSo()
    {
        var two = PsuParser.Parse(Two)[1];

        Assert.Equal((2, 4), (two.Number, two.Status));
        Assert.Equal(0, two.Values[("psu_input_watts", "")]);
        Assert.Equal(0, two.Values[("psu_fan_rpm", "1")]);
        Assert.DoesNotContain(("psu_temperature_celsius", "2"), two.Values.Keys);
    }

    [Theory]
    [InlineData("[STATUS OK](00h)", 0)]
    [InlineData("ON (00 02)", 0)]
    [InlineData("[WARNING](02h)", 1)]
    [InlineData("[SOMETHING](02h)", 1)]
    [InlineData("[SOMETHING](08h)", 2)]
    [InlineData("[SOMETHING](40h)", 4)]
    [InlineData("[POWER SUPPLY FAILURE](01h)", 2)]
    [InlineData("[UNIT IS OFF](40h)", 4)]
    [InlineData("N/A", 3)]
    [InlineData("", 3)]
    public void Status_OfEachText(string text, int status) => Assert.Equal(status, PsuParser.StatusOf(text));

    [Theory]
    [InlineData("")]
    [InlineData("Not TwinPro")]
    [InlineData("[Module 65]\n Input Power | 115 W")]
    [InlineData("[Module x]\n Input Power | 115 W")]
    [InlineData(" Input Power | 115 W")]
    public void Parse_WhatIsNoSupply_IsNothing(string text) => Assert.Empty(PsuParser.Parse(text));

    [Fact]
    public void Parse_BrokenForms_AreReadOrLeftOut() => Fuzz.Text(
        [Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-pminfo.txt")],
        text => Assert.All(PsuParser.Parse(text), each => Assert.True(each.Values.Values.All(double.IsFinite))));
}
