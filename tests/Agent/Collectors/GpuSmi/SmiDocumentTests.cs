using System.Text;
using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.GpuSmi;
using Dcmon.Agent.Tests.Support;
using Dcmon.Wire.Reports;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.GpuSmi;

/// <summary>Documents of nvidia-smi as drivers from 470 to 595 write them, cut to what matters and what is to be passed over.</summary>
public sealed class SmiDocumentTests
{
    private const double MiB = 1 << 20;

    [Fact]
    public void T4_OfDocument11()
    {
        var samples = Collect("t4");
        Assert.Equal(1, samples.Value("gpu_up", "gpu=0", "model=Tesla T4", "uuid=GPU-74000000-1111-2222-3333-444455556666"));
        Assert.Equal(84, samples.Value("gpu_temperature_celsius"));
        Assert.Equal(66.78, samples.Value("gpu_power_watts"));
        Assert.Equal(69, samples.Value("gpu_power_limit_watts"));
        Assert.Equal(1, samples.Value("gpu_throttle", "reason=sw_thermal"));
        Assert.Equal(0, samples.Value("gpu_throttle", "reason=idle"));
        Assert.Equal(8, samples.Value("gpu_ecc_errors_total", "error=corrected", "counter=aggregate"));
        Assert.Equal(7, samples.Value("gpu_ecc_location_errors_total", "error=corrected", "counter=aggregate", "location=dram"));
        Assert.Equal(2, samples.Value("gpu_retired_pages", "cause=double_bit"));
        Assert.Equal(1, samples.Value("gpu_retired_pages_pending"));
        Assert.Equal(8, samples.Value("gpu_pcie_width"));
        Assert.Equal(93, samples.Value("gpu_temperature_limit_celsius", "limit=slowdown"));
        Assert.Null(samples.Value("gpu_memory_temperature_celsius"));
        Assert.Null(samples.Value("gpu_fan_ratio"));
        Assert.Null(samples.Value("gpu_remapped_rows", "error=corrected"));
        Assert.Null(samples.Value("gpu_memory_reserved_bytes"));
    }

    [Fact]
    public void Rtx3090_AValueThatFails_LosesOnlyItself()
    {
        var samples = Collect("rtx3090");
        Assert.Equal(0.78, samples.Value("gpu_fan_ratio", "gpu=0", "fan=0"));
        Assert.Equal(0.97, samples.Value("gpu_utilization_ratio", "gpu=0"));
        Assert.Equal(22e6, samples.Value("gpu_pcie_receive_rate_bytes", "gpu=0"));
        Assert.Equal(2, samples.Value("gpu_processes", "gpu=0"));
        Assert.Equal(9501e6, samples.Value("gpu_memory_clock_hertz", "gpu=1"));
        Assert.Equal(1, samples.Value("gpu_up", "gpu=1"));
        foreach (var metric in (string[])["gpu_fan_ratio", "gpu_power_watts", "gpu_temperature_celsius", "gpu_ecc_enabled"])
            Assert.Null(samples.Value(metric, "gpu=1"));
    }

    [Fact]
    public void A100_Divided_ReportsEachPartOnce()
    {
        var card = Read("a100-mig").Cards.Single();
        var samples = Samples(card);
        Assert.Equal(
            new GpuFacts(
                0, "GPU-a1000000-1111-2222-3333-444455556666", "NVIDIA A100-SXM4-80GB", "1650500000001", "0000:01:00.0", "92.00.36.00.02",
                81920L << 20, 500, true, 4, 16),
            card.ToFacts());
        Assert.Equal(81920 * MiB, samples.Value("gpu_memory_total_bytes", "mig="));
        Assert.Equal(19968 * MiB, samples.Value("gpu_memory_total_bytes", "mig=5"));
        Assert.Equal(["3", "4", "5"], samples.Series.ToArray()
            .Where(each => each.Metric == "gpu_memory_used_bytes").Select(each => each["mig"]).OfType<string>());
        Assert.Equal(1, samples.Value("gpu_mig_enabled"));
        Assert.Equal(44, samples.Value("gpu_memory_temperature_celsius"));
        Assert.Null(samples.Value("gpu_utilization_ratio"));
        Assert.Equal(new GpuProcess(9001, 0, 22 << 20), Assert.Single(card.Processes));
        Assert.Equal("0000:01:00.0", card.Description.BusId);
    }

    [Fact]
    public void H100_SumsErrorsAndLeavesDistancesOut()
    {
        var samples = Collect("h100");
        Assert.Equal(3, samples.Value("gpu_ecc_location_errors_total", "error=uncorrected", "counter=volatile", "location=sram"));
        Assert.Equal(3, samples.Value("gpu_ecc_errors_total", "error=uncorrected", "counter=volatile"));
        Assert.Equal(512.4, samples.Value("gpu_power_watts"));
        Assert.Equal(2, samples.Value("gpu_remapped_rows", "error=uncorrected"));
        Assert.Equal(1, samples.Value("gpu_remapped_rows_pending"));
        Assert.DoesNotContain(samples.Series.ToArray(), each => each.Metric == "gpu_temperature_limit_celsius");
        Assert.Null(samples.Value("gpu_retired_pages", "cause=single_bit"));
    }

    [Fact]
    public void Rtx4000Ada_OfDocument13()
    {
        var card = Read("rtx4000-ada").Cards.Single();
        var samples = Samples(card);
        Assert.Equal(8.81, samples.Value("gpu_power_watts"));
        Assert.Equal(8, samples.Value("gpu_performance_state"));
        Assert.Equal(4251.825415, samples.Value("gpu_throttle_seconds_total", "reason=power"));
        Assert.Equal(0, samples.Value("gpu_recovery_action"));
        Assert.Equal(0, samples.Value("gpu_ecc_enabled"));
        Assert.Equal(1, samples.Value("gpu_throttle", "reason=idle"));
        Assert.Contains(new GpuProcess(4937, 0, null), card.Processes);
    }

    [Fact]
    public void LostCard_SaysSo_AndTheOtherGoesOn()
    {
        var samples = Collect("lost");
        Assert.Equal(1, samples.Value("gpu_up", "gpu=0"));
        Assert.Equal(338.21, samples.Value("gpu_power_watts", "gpu=0"));
        Assert.Equal(0, samples.Value("gpu_up", "gpu=1", "model="));
        Assert.Equal(1, samples.Series.ToArray().Count(each => each["gpu"] == "1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("No devices were found\n")]
    [InlineData("<html><body>hello</body></html>")]
    [InlineData("<?xml version=\"1.0\"?><nvidia_smi_log><gpu>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><nvidia_smi_log><driver_version>&e;</driver_version></nvidia_smi_log>")]
    public void Parse_WhatIsNoDocument_IsRefused(string text) =>
        Assert.Throws<FormatException>(() => SmiDocument.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Parse_DamagedDocuments_ThrowNothingElse()
    {
        var samples = new SampleSet();
        var read = Fuzz.Text([.. ((string[])["t4", "h100", "rtx4000-ada"]).Select(Text)], text =>
        {
            samples.Clear();
            foreach (var card in SmiDocument.Parse(Encoding.UTF8.GetBytes(text)).Cards)
            {
                card.AddTo(samples);
                card.ToFacts();
            }
        });
        Assert.InRange(read, 100, 9_900);
    }

    [Fact]
    public void Parse_ProcessesWithoutEnd_AreNotAllTaken()
    {
        var one = "<process_info><pid>{0}</pid><used_memory>1 MiB</used_memory></process_info>";
        var all = string.Concat(Enumerable.Range(1, 200_000).Select(pid => string.Format(one, pid)));
        var document = $"<nvidia_smi_log><gpu id=\"00000000:3B:00.0\"><processes>{all}</processes></gpu></nvidia_smi_log>";
        Assert.Equal(1_024, SmiDocument.Parse(Encoding.UTF8.GetBytes(document)).Cards.Single().Processes.Count);
    }

    [Theory]
    [InlineData("71.50 W", 71.5)]
    [InlineData("16x", 16)]
    [InlineData("41 C", 41)]
    [InlineData("100 %", 1)]
    [InlineData("12", 12)]
    [InlineData("N/A", double.NaN)]
    [InlineData("[Not Supported]", double.NaN)]
    [InlineData("Requested functionality has been deprecated", double.NaN)]
    [InlineData("12 parsecs", double.NaN)]
    [InlineData("-", double.NaN)]
    [InlineData("", double.NaN)]
    public void Number_ByItsUnit(string text, double expected) => Assert.Equal(expected, SmiValue.Number(text));

    private static SampleSet Collect(string fixture) => Samples([.. Read(fixture).Cards]);

    private static SampleSet Samples(params SmiCard[] cards)
    {
        var samples = new SampleSet();
        foreach (var card in cards) card.AddTo(samples);
        return samples;
    }

    private static SmiDocument Read(string fixture) => SmiDocument.Parse(Encoding.UTF8.GetBytes(Text(fixture)));

    private static string Text(string fixture) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Collectors/Gpu/Fixtures", fixture + ".xml"));
}
