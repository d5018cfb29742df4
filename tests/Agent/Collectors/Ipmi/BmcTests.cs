using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Tests.Rigs.Bmc;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Ipmi;

/// <summary>The collector against a simulated BMC, by the real ipmitool.</summary>
public sealed class BmcTests : IAsyncLifetime
{
    private readonly TestParts _parts = new();
    private readonly News _news = new();
    private BmcRig _bmc = null!;

    public async Task InitializeAsync() => _bmc = await BmcRig.StartAsync();

    public Task DisposeAsync()
    {
        _bmc.Dispose();
        _parts.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Collect_HealthyBmc_ReportsAll()
    {
        var (samples, troubles) = await CollectAsync(Collector());

        Assert.Empty(troubles);
        Assert.Equal(47, samples["ipmi_temperature_celsius{bmc=\"sim\",sensor=\"CPU1 Temp\"}"]);
        Assert.Equal(5200, samples["ipmi_fan_rpm{bmc=\"sim\",sensor=\"FAN1\"}"]);
        Assert.Equal(312, samples["ipmi_power_watts{bmc=\"sim\",sensor=\"PS1 Power In\"}"]);
        Assert.Equal(12.12, samples["ipmi_voltage_volts{bmc=\"sim\",sensor=\"12V\"}"]);
        Assert.Equal(0, samples["ipmi_sensor_state{bmc=\"sim\",sensor=\"CPU1 Temp\"}"]);
        Assert.Equal(0, samples["psu_status{bmc=\"sim\",psu=\"2\"}"]);
        Assert.Equal(0, samples["ipmi_chassis{bmc=\"sim\",state=\"power_on\"}"]);
        Assert.Equal(224, samples["ipmi_dcmi_power_watts{bmc=\"sim\"}"]);
        Assert.Equal(1, samples["ipmi_fan_mode{bmc=\"sim\"}"]);
        Assert.Equal(0.5, samples["ipmi_fan_duty_ratio{bmc=\"sim\",zone=\"1\"}"]);
        Assert.Equal(0, samples["ipmi_sel_entries{bmc=\"sim\"}"]);
        Assert.Equal(16_000, samples["ipmi_sel_free_bytes{bmc=\"sim\"}"]);
    }

    [Fact]
    public async Task Collect_SecondRun_ReportsThresholdsInForce()
    {
        var collector = Collector();
        await CollectAsync(collector);
        var (samples, _) = await CollectAsync(collector);

        Assert.Equal(100, samples["ipmi_threshold{bmc=\"sim\",sensor=\"CPU1 Temp\",threshold=\"ucr\"}"]);
        Assert.Equal(500, samples["ipmi_threshold{bmc=\"sim\",sensor=\"FAN1\",threshold=\"lcr\"}"]);
    }

    [Fact]
    public async Task Collect_TooHot_IsAStateAndAnEventOnce()
    {
        var collector = Collector();
        await CollectAsync(collector);
        _bmc.Set("cpu_temp", 101);
        var samples = await CollectUntilAsync(collector, each => each["ipmi_sensor_state{bmc=\"sim\",sensor=\"CPU1 Temp\"}"] == 2);
        await CollectUntilAsync(collector, _ => _news.Events.Count >= 2);
        await CollectAsync(collector);

        Assert.Equal(101, samples["ipmi_temperature_celsius{bmc=\"sim\",sensor=\"CPU1 Temp\"}"]);
        Assert.Equal([EventSeverity.Warning, EventSeverity.Error], _news.Events.Select(each => each.Severity));
        Assert.Equal("CPU1 Temp: Upper Critical going high (Reading 101 > Threshold 100 degrees C)", _news.Events[1].Text);
        Assert.Equal("CPU1 Temp", _news.Events[1].Sensor);
        Assert.Equal(0, _parts.Parts.EventQueue.Count); // The log has the event, so the reading makes none.
    }

    [Fact]
    public async Task Collect_InputOfASupplyLost_IsReportedByStateAndStatus()
    {
        var collector = Collector();
        _bmc.Type("sensor_set_bit 0x20 0 6 3 1 1");
        var samples = await CollectUntilAsync(collector, each => each["psu_status{bmc=\"sim\",psu=\"2\"}"] == 2);

        Assert.Equal(1, samples["ipmi_discrete{bmc=\"sim\",sensor=\"PS2 Status\",state=\"Power Supply AC lost\"}"]);
        Assert.Equal(0, samples["ipmi_discrete{bmc=\"sim\",sensor=\"PS1 Status\",state=\"Power Supply AC lost\"}"]);
        Assert.Equal(0, samples["psu_status{bmc=\"sim\",psu=\"1\"}"]);
        await CollectAsync(Collector());
        var lost = Assert.Single(_parts.Parts.EventQueue.TakeAll().Select(each => each.Event).DistinctBy(each => each.Key));
        Assert.Equal((EventKinds.PsuState, EventSeverity.Critical), (lost.Kind, lost.Severity));
        Assert.Equal("power supply 2 does not work: Presence detected, Power Supply AC lost", lost.Message);
        Assert.Equal(["psu=2", "bmc=sim"], lost.Subject.Select(each => $"{each.Name}={each.Value}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Collect_Events_HaveThisMachinesTime(bool isBmcSet)
    {
        // The simulator counts from its start until its clock is set; here it is set 10 years back.
        if (isBmcSet) _bmc.Ipmitool("sel", "time", "set", "11/22/2016 12:00:00");
        var collector = Collector();
        await CollectAsync(collector);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        _bmc.Type("sensor_set_bit 0x20 0 6 1 1 1");
        await CollectUntilAsync(collector, _ => _news.Events.Count > 0);

        var happened = Assert.Single(_news.Events);
        Assert.Equal("PS2 Status: Failure detected", happened.Text);
        Assert.Equal(EventSeverity.Critical, happened.Severity);
        Assert.InRange(happened.Time, before - 3_000, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 1_000);
    }

    [Fact]
    public async Task Collect_AfterARestart_GoesOnWhereItWas()
    {
        await CollectAsync(Collector());
        _bmc.Type("sensor_set_bit 0x20 0 6 1 1 1");
        await CollectUntilAsync(Collector(), _ => _news.Events.Count > 0);
        _bmc.Type("sensor_set_bit 0x20 0 6 2 1 1");
        await CollectUntilAsync(Collector(), _ => _news.Events.Count > 1);
        await CollectAsync(Collector());

        Assert.Equal(["PS2 Status: Failure detected", "PS2 Status: Predictive failure"], _news.Events.Select(each => each.Text));
    }

    [Fact]
    public async Task Collect_ClearedLog_ReportsWhatIsNewInIt()
    {
        _bmc.Type("sensor_set_bit 0x20 0 6 1 1 1");
        var collector = Collector();
        await CollectUntilAsync(collector, _ => _news.Events.Count > 0);
        _bmc.Ipmitool("sel", "clear");
        _bmc.Type("sensor_set_bit 0x20 0 6 2 1 1");
        await CollectUntilAsync(collector, _ => _news.Events.Count > 1);

        Assert.Equal("PS2 Status: Predictive failure", _news.Events[^1].Text);
        Assert.Equal(_news.Events.Count, _news.Events.Select(each => each.Key).Distinct().Count());
    }

    [Fact]
    public async Task Collect_WrongPassword_SaysThatThereIsNoSession()
    {
        System.IO.File.WriteAllText(_bmc.File("password"), "wrong");

        Assert.Contains("no session", (await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()))).Message);
    }

    [Fact]
    public async Task Collect_PasswordFileForEverybody_IsRefused()
    {
        System.IO.File.SetUnixFileMode(_bmc.File("password"), (UnixFileMode)0b110_100_100);

        Assert.Contains("chmod 0600", (await Assert.ThrowsAsync<ToolException>(() => CollectAsync(Collector()))).Message);
    }

    [Fact]
    public async Task Collect_UserWithFewRights_ReportsWhatItMayRead()
    {
        var (samples, troubles) = await CollectAsync(Collector(_bmc.Settings with { Privilege = "user" }));

        Assert.Empty(troubles);
        Assert.Equal(47, samples["ipmi_temperature_celsius{bmc=\"sim\",sensor=\"CPU1 Temp\"}"]);
        Assert.DoesNotContain("ipmi_fan_mode{bmc=\"sim\"}", samples.Keys);
        Assert.Equal(1, _parts.Log.Count("does not offer its fan modes"));
    }

    [Fact]
    public async Task Collect_HangingBmc_FailsAndRecovers()
    {
        var collector = Collector();
        await CollectAsync(collector);
        _bmc.Hang();
        await Assert.ThrowsAsync<ToolException>(() => CollectAsync(collector));
        _bmc.GoOn();
        Assert.NotEmpty((await CollectUntilAsync(collector, _ => true)).Keys);
    }

    private IpmiCollector Collector(BmcSettings? settings = null) => new(
        _parts.Access(new RemoteBmc("sim", settings ?? _bmc.Settings)), _parts.Parts, new IpmiSettings { Timeout = TimeSpan.FromSeconds(20) }, _news, () => true);

    private static async Task<(Dictionary<string, double> Samples, IReadOnlyList<string> Troubles)> CollectAsync(IpmiCollector collector)
    {
        var run = new CollectorRun(new SampleSet(), CancellationToken.None);
        await collector.CollectAsync(run);
        return (run.Samples.Series.ToArray().Zip(run.Samples.Values.ToArray())
            .ToDictionary(each => each.First.ToString(), each => each.Second), run.Troubles);
    }

    private static async Task<Dictionary<string, double>> CollectUntilAsync(
        IpmiCollector collector, Func<Dictionary<string, double>, bool> condition)
    {
        var samples = new Dictionary<string, double>();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    return condition((samples = (await CollectAsync(collector)).Samples));
                }
                catch (ToolException)
                {
                    return false; // A simulator on a busy machine may miss an answer, as a BMC does.
                }
            },
            "the expected reading");
        return samples;
    }

    private sealed class News : ISelSink
    {
        public List<SelEvent> Events { get; } = [];

        public void Post(NewSelEntries news)
        {
            Assert.Equal("sim", news.Bmc);
            Events.AddRange(news.Events);
            news.OnStored();
        }
    }
}
