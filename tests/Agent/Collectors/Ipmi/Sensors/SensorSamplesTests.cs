using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Metrics;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi.Sensors;

public class SensorSamplesTests
{
    private readonly SensorSamples _sensors = new(new BmcLabels(null), () => true);

    [Theory]
    [InlineData("47 degrees C", "ipmi_temperature_celsius", 47)]
    [InlineData("212 degrees F", "ipmi_temperature_celsius", 100)]
    [InlineData("273.15 degrees K", "ipmi_temperature_celsius", 0)]
    [InlineData("5200 RPM", "ipmi_fan_rpm", 5200)]
    [InlineData("12.12 Volts", "ipmi_voltage_volts", 12.12)]
    [InlineData("0.80 Amps", "ipmi_current_amperes", 0.8)]
    [InlineData("312 Watts", "ipmi_power_watts", 312)]
    [InlineData("9 percent", "ipmi_level_ratio", 0.09)]
    public void Add_EachUnit_BecomesItsMetricInBaseUnits(string reading, string metric, double value) =>
        Assert.Equal(value, Samples($"S | 01h | ok | 7.1 | {reading}")[$"{metric}{{sensor=\"S\"}}"], 9);

    [Fact]
    public void Add_OtherUnit_IsNamedByALabel() =>
        Assert.Equal(42, Samples("Airflow | 01h | ok | 7.1 | 42 CFM")["ipmi_reading{sensor=\"Airflow\",unit=\"CFM\"}"]);

    [Theory]
    [InlineData("Fan Block 1 | 09h | ok | 7.1")]
    [InlineData("Cooler | 09h | ok | 29.1")]
    public void Add_PercentOfAFan_IsARatioOfItsSpeed(string fan) =>
        Assert.Equal(0.2156, Samples($"{fan} | 21.56 percent, Transition to Running").Single(each => each.Key.StartsWith("ipmi_fan_ratio{")).Value, 9);

    [Theory]
    [InlineData("ok", 0)]
    [InlineData("lnc", 1)]
    [InlineData("ucr", 2)]
    [InlineData("cr", 2)]
    [InlineData("unr", 3)]
    public void Add_CrossedThreshold_IsTheSensorsState(string status, double state) =>
        Assert.Equal(state, Samples($"S | 01h | {status} | 7.1 | 47 degrees C")["ipmi_sensor_state{sensor=\"S\"}"]);

    [Fact]
    public void Add_StateSeenOnce_IsReportedWhenItIsOver()
    {
        const string Intrusion = "ipmi_discrete{sensor=\"Lid\",state=\"General Chassis intrusion\"}";
        Assert.Equal(1, Samples("Lid | 01h | ok | 23.1 | General Chassis intrusion")[Intrusion]);
        Assert.Equal(0, Samples("Lid | 01h | ok | 23.1 | ")[Intrusion]);
    }

    [Fact]
    public void Add_PowerSupply_ReportsEveryStateThatItCanHave()
    {
        var samples = Samples("PS1 Status | C8h | ok | 10.1 | Presence detected");

        Assert.Equal(8, samples.Keys.Count(each => each.StartsWith("ipmi_discrete{")));
        Assert.Equal(0, samples["ipmi_discrete{sensor=\"PS1 Status\",state=\"Power Supply AC lost\"}"]);
    }

    [Theory]
    [InlineData("Presence detected", 0)]
    [InlineData("Presence detected, Predictive failure", 1)]
    [InlineData("Presence detected, Failure detected", 2)]
    [InlineData("Presence detected, Power Supply AC lost", 2)]
    [InlineData("Presence detected, Power Supply Inactive", 4)]
    public void Add_PowerSupply_ReportsItsStatus(string states, double status) =>
        Assert.Equal(status, Samples($"PS2 Status | C9h | ok | 10.2 | {states}")["psu_status{psu=\"2\"}"]);

    [Fact]
    public void Add_Redundancy_IsNoPowerSupply()
    {
        var samples = Samples("Power Supplies | 08h | ok | 10.3 | Redundancy Lost");

        Assert.DoesNotContain(samples.Keys, each => each.StartsWith("psu_status"));
        Assert.Equal(0, samples["ipmi_discrete{sensor=\"Power Supplies\",state=\"Fully Redundant\"}"]);
        Assert.Equal(1, samples["ipmi_discrete{sensor=\"Power Supplies\",state=\"Redundancy Lost\"}"]);
    }

    [Fact]
    public void Add_SensorsOfOneName_AreDistinguishedByNumber()
    {
        var samples = Samples("Temp | 0Eh | ok | 3.1 | 51 degrees C\nTemp | 0Fh | ok | 3.2 | 52 degrees C");

        Assert.Equal(51, samples["ipmi_temperature_celsius{sensor=\"Temp #0E\"}"]);
        Assert.Equal(52, samples["ipmi_temperature_celsius{sensor=\"Temp #0F\"}"]);
    }

    [Fact]
    public void Add_KnownThresholds_AreReportedInTheUnitOfTheReading()
    {
        _sensors.SetDetails(SensorDetailsParser.Parse(Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-sensors.txt")));
        var samples = Samples(Fixture.Text("Collectors/Ipmi/Fixtures/supermicro-sdr.txt"));

        Assert.Equal(100, samples["ipmi_threshold{sensor=\"CPU Temp\",threshold=\"ucr\"}"]);
        Assert.Equal(420, samples["ipmi_threshold{sensor=\"FAN2\",threshold=\"lcr\"}"]);
        Assert.DoesNotContain("ipmi_threshold{sensor=\"FAN2\",threshold=\"lnc\"}", samples.Keys);
        Assert.Equal(2, samples["ipmi_sensor_state{sensor=\"FAN2\"}"]);
    }

    [Theory]
    [InlineData("supermicro", 2)]
    [InlineData("dell", 2)]
    [InlineData("hpe", 2)]
    public void Add_Boards_ReportEachSeriesOnce(string board, int supplies)
    {
        var samples = Samples(Fixture.Text($"Collectors/Ipmi/Fixtures/{board}-sdr.txt"));

        Assert.Equal(supplies, samples.Keys.Count(each => each.StartsWith("psu_status{")));
        Assert.Contains(samples, each => each is { Key: "psu_status{psu=\"1\"}" or "psu_status{psu=\"2\"}", Value: 2 });
    }

    [Fact]
    public void Add_RemoteBmc_HasALabelForIt()
    {
        var samples = new SampleSet();
        new SensorSamples(new BmcLabels("node7"), () => true).Add(SensorListParser.Parse("S | 01h | ok | 7.1 | 47 degrees C"), samples);

        Assert.Equal(47, samples.Find(MetricCatalog.Series("ipmi_temperature_celsius", new Label("sensor", "S"), new Label("bmc", "node7"))));
    }

    /// <summary>Fails where a series is reported twice.</summary>
    private Dictionary<string, double> Samples(string list)
    {
        var samples = new SampleSet();
        _sensors.Add(SensorListParser.Parse(list), samples);
        return samples.Series.ToArray().Zip(samples.Values.ToArray()).ToDictionary(each => each.First.ToString(), each => each.Second);
    }
}
