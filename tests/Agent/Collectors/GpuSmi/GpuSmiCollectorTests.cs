using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Gpu;
using Dcmon.Agent.Collectors.GpuSmi;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Kernel;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Tests.Collectors.Gpu;
using Dcmon.Agent.Tests.Support;
using Dcmon.Agent.Tools;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.GpuSmi;

public sealed class GpuSmiCollectorTests : IDisposable
{
    private readonly FakeTools _tools = new();
    private readonly SampleSet _samples = new();
    private TestParts? _parts;
    private GpuSmiCollector? _collector;

    public void Dispose()
    {
        _collector?.Dispose();
        _parts?.Dispose();
        _tools.Dispose();
    }

    [Fact]
    public async Task Collect_ReportsWhatTheToolPrints()
    {
        _tools.Answer("nvidia-smi", "-q -x", Fixture("rtx3090"));
        await CollectAsync();

        Assert.Equal(2, _samples.Value("gpus"));
        Assert.Equal(338.21, _samples.Value("gpu_power_watts", "gpu=0"));
        var facts = new FactsBuilder(new FactsReader(new Roots()).Read());
        _collector!.AddTo(facts);
        Assert.Equal(("525.147.05", "12.0", 2), (facts.Build().NvidiaDriver, facts.Build().CudaVersion, facts.Build().Gpus!.Count));
    }

    [Fact]
    public async Task WhyAbsent_WithoutTheTool()
    {
        Assert.Contains("nvidia-smi", await Make().WhyAbsentAsync(default));
    }

    [Fact]
    public async Task WhyAbsent_WhereNvmlAnswers_OrItsCollectorIsOff()
    {
        _tools.Answer("nvidia-smi", "-q -x", Fixture("rtx3090"));
        using var library = new NvmlStandIn("l4");
        Assert.Equal("NVML answers", await Make(library.Library).WhyAbsentAsync(default));
        Assert.Null(await Make(library.Library, isNvmlOn: false).WhyAbsentAsync(default));
    }

    [Theory]
    [InlineData("", 9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.")]
    [InlineData("Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.\n", 15, "")]
    [InlineData("<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n\t<gpu id=\"00000000:01:00.0\">\n\t\t<product_na", 0, "")]
    [InlineData("\0\u0001\u0002binary\u00ff", 0, "")]
    public async Task Collect_WithoutADocument_Fails(string output, int exitCode, string error)
    {
        _tools.Answer("nvidia-smi", "-q -x", output, exitCode, error);
        var failure = await Assert.ThrowsAsync<FormatException>(CollectAsync);
        Assert.Contains(error, failure.Message);
    }

    [Fact]
    public async Task Collect_EndlessOutput_IsKilled()
    {
        _tools.Script("nvidia-smi", "exec /usr/bin/yes");
        var failure = await Assert.ThrowsAsync<ToolException>(CollectAsync);
        Assert.Contains("more than", failure.Message);
    }

    private async Task CollectAsync() => await Make().CollectAsync(new CollectorRun(_samples, CancellationToken.None));

    private GpuSmiCollector Make(string library = "/nowhere/libnvidia-ml.so.1", bool isNvmlOn = true)
    {
        _parts?.Dispose();
        _parts = new TestParts(
            new CollectorSettings
            {
                Gpu = new GpuSettings { Library = library, Enabled = isNvmlOn },
                KernelLog = new KernelLogSettings { Enabled = false },
            },
            tools: _tools.Settings);
        return _collector = _parts.Collectors().OfType<GpuSmiCollector>().Single();
    }

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Collectors/Gpu/Fixtures", name + ".xml"));
}
