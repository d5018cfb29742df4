using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu.Events;

public sealed class NvmlEventTests
{
    [Fact]
    public async Task Xid_OfNvml_IsAnEventAndACount()
    {
        using var gpu = new GpuRig("h100");
        gpu.NvmlStandIn.Set("event.0", "0 8 94");
        gpu.Collect();
        await Eventually.HoldsAsync(() => gpu.Events.Count > 0, "the event", gpu.Collect);

        var reported = Assert.Single(gpu.Events);
        Assert.Equal(EventSeverity.Error, reported.Severity);
        Assert.Contains("action=reset_gpu_later", reported.Details.Select(each => $"{each.Name}={each.Value}"));
        gpu.Collect();
        gpu.Collect();
        Assert.Equal(1, gpu.Value("gpu_xid_errors_total", "gpu=0", "xid=94"));
    }

    [Fact]
    public async Task OtherEvents_AreReported()
    {
        using var gpu = new GpuRig("h100");
        gpu.NvmlStandIn.Set("event.0", "0 2000 0");
        gpu.NvmlStandIn.Set("event.1", "0 100 0");
        gpu.Collect();
        await Eventually.HoldsAsync(() => gpu.Events.Count == 2, "both events");
        Assert.Equal([EventSeverity.Critical, EventSeverity.Info], gpu.Events.Select(each => each.Severity));
        Assert.All(gpu.Events, each => Assert.Equal("gpu_event", each.Kind));
    }

    [Fact]
    public async Task WaitThatFails_IsLoggedAndRetried()
    {
        using var gpu = new GpuRig("h100");
        gpu.NvmlStandIn.Set("event.0", "code 999");
        gpu.Collect();
        await Eventually.HoldsAsync(() => gpu.Log.Count("NVML events cannot be received") == 1, "the warning");
        gpu.Collect();
        Assert.Equal(1, gpu.Value("gpu_up"));
    }
}
