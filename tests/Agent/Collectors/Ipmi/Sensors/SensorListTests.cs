using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tests.Support;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.Sensors;

public class SensorListTests
{
    [Fact]
    public void Parse_AnalogSensor_ReadsAll()
    {
        var sensor = Assert.Single(SensorListParser.Parse("DIMME~H Temp     | B4h | unc | 32.68 | 81 degrees C\n"));

        Assert.Equal(new SensorKey("DIMME~H Temp", 0xb4), sensor.Key);
        Assert.Equal(("unc", 32, 68, 81.0, "degrees C"), (sensor.Status, sensor.Entity, sensor.Instance, sensor.Value, sensor.Unit));
        Assert.True(sensor.IsRead);
        Assert.False(sensor.IsDiscrete);
    }

    [Theory]
    [InlineData("Presence detected, Power Supply AC lost", "Presence detected|Power Supply AC lost")]
    [InlineData("Presence detected, AC out-of-range, but present, Config Error", "Presence detected|AC out-of-range, but present|Config Error")]
    [InlineData("240VA power down", "240VA power down")]
    [InlineData("S2: sleeping, processor context lost", "S2: sleeping, processor context lost")]
    [InlineData("", "")]
    public void Parse_DiscreteSensor_ReadsEachState(string reading, string states)
    {
        var sensor = Assert.Single(SensorListParser.Parse($"PS2 Status       | C9h | ok  | 10.2 | {reading}"));

        Assert.Equal(states, string.Join('|', sensor.States));
        Assert.True(sensor.IsDiscrete && sensor.IsRead);
    }

    [Fact]
    public void Parse_NumberBesideStates_ReadsBoth()
    {
        var sensor = Assert.Single(SensorListParser.Parse("Power Supply 1   | 06h | ok  | 10.1 | 0 Watts, Presence detected, Failure detected"));

        Assert.Equal((0.0, "Watts"), (sensor.Value, sensor.Unit));
        Assert.Equal(["Presence detected", "Failure detected"], sensor.States);
        Assert.True(sensor.IsDiscrete);
    }

    [Theory]
    [InlineData("Disabled")]
    [InlineData("No Reading")]
    public void Parse_SensorWithoutReading_IsNotRead(string reading) =>
        Assert.False(Assert.Single(SensorListParser.Parse($"FAN3             | 43h | ns  | 29.3 | {reading}")).IsRead);

    [Theory]
    [InlineData("iDRAC8           | 00h | ok  |  7.1 | Dynamic MC @ 20h")]
    [InlineData("Front LED Panel  | 00h | ns  |  7.1 | Logical FRU @00h")]
    [InlineData("Event            | 23h | ns  |  7.1 | Event-Only")]
    [InlineData("5.5V             | 07h | ok  | 10.1 | 4,80 Volts")]
    [InlineData("Bad Numeric      | 71h | ok  |  7.1 | NaN Watts")]
    [InlineData("Bad Numeric      | 71h | ok  |  7.1 | 1e999 Watts")]
    [InlineData("Fan              | 4200 RPM          | ok")]
    [InlineData("FAN1             | 41h | ok  | 29.1")]
    [InlineData("FAN1             | xyh | ok  | 29.1 | 2100 RPM")]
    [InlineData("Get HPM.x Capabilities request failed, compcode = d4")]
    public void Parse_WhatIsNoSensor_IsLeftOut(string line) => Assert.Empty(SensorListParser.Parse(line));

    [Theory]
    [InlineData("supermicro", 24)]
    [InlineData("dell", 39)]
    [InlineData("hpe", 19)]
    public void Parse_Boards_FindsEverySensor(string board, int count) =>
        Assert.Equal(count, SensorListParser.Parse(Fixture.Text($"Collectors/Ipmi/Fixtures/{board}-sdr.txt")).Count);

    [Fact]
    public void Parse_ControlCharactersInNames_AreTakenOut() =>
        Assert.Equal("FAN1", Assert.Single(SensorListParser.Parse("\u0001FA\u001bN1    | 41h | ok  | 29.1 | 2100 RPM")).Key.Name);

    [Fact]
    public void Parse_EndlessList_EndsSomewhere() =>
        Assert.Equal(512, SensorListParser.Parse(string.Concat(Enumerable.Repeat("FAN1 | 41h | ok | 29.1 | 2100 RPM\n", 5_000))).Count);
}
