namespace Dcmon.Grains.Tests.Clients.Figures;

public class PowerFiguresTests
{
    private readonly Readings _readings = new();

    [Fact]
    public void Watts_AreOfTheSuppliesThenOfTheirSensorsThenOfTheWhole()
    {
        Assert.Null(_readings.Figures.PowerWatts);
        _readings.Add("ipmi_power_watts", 224, "sensor=Pwr Consumption").Add("ipmi_power_watts", 95, "sensor=CPU Power");
        Assert.Equal(224, _readings.Figures.PowerWatts);
        _readings.Add("ipmi_dcmi_power_watts", 230);
        Assert.Equal(230, _readings.Figures.PowerWatts);
        _readings.Add("ipmi_power_watts", 110, "sensor=PSU1 PIN").Add("ipmi_power_watts", 125, "sensor=PSU2_POWER_IN").Add("ipmi_power_watts", 70, "sensor=PSU1 POUT");
        Assert.Equal(235, _readings.Figures.PowerWatts);
        _readings.Add("psu_input_watts", 115, "psu=1").Add("psu_input_watts", 0, "psu=2").Add("psu_output_watts", 90, "psu=1");
        Assert.Equal(115, _readings.Figures.PowerWatts);
    }

    [Fact]
    public void Supplies_HottestFastestAndThoseWithAFault()
    {
        _readings.Add("psu_temperature_celsius", 38, "psu=1", "sensor=1").Add("psu_temperature_celsius", 44, "psu=1", "sensor=2")
            .Add("psu_fan_rpm", 7072, "psu=1", "fan=1").Add("psu_fan_rpm", 0, "psu=2", "fan=1")
            .Add("psu_status", 0, "psu=1").Add("psu_status", 1, "psu=2").Add("psu_status", 2, "psu=3").Add("psu_status", 3, "psu=4").Add("psu_status", 4, "psu=5");
        Assert.Equal((44, 7072, 2), (_readings.Figures.PsuTemperatureCelsius, _readings.Figures.PsuFanRpm, _readings.Figures.PsusFailed));
    }

    [Fact]
    public void Failed_StateOfNoneKnownNow_IsNotKnown() => Assert.Null(_readings.Add("psu_status", double.NaN, "psu=1").Figures.PsusFailed);
}
