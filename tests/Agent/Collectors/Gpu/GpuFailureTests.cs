using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Agent.State;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Gpu;

public sealed class GpuFailureTests
{
    [Fact]
    public void LostCard_SaysSo_AndTheOtherGoesOn()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.Collect();
        gpu.NvmlStandIn.SetAll(0, 15);
        for (var i = 0; i < 10; i++) gpu.Collect();

        Assert.Equal(0, gpu.Value("gpu_up", "gpu=0", "model=NVIDIA GeForce RTX 3090"));
        Assert.Null(gpu.Value("gpu_power_watts", "gpu=0"));
        Assert.Null(gpu.Value("gpu_power_limit_max_watts", "gpu=0"));
        Assert.Equal(1, gpu.Value("gpu_up", "gpu=1"));
        Assert.Equal(349.87, gpu.Value("gpu_power_watts", "gpu=1"));
        var lost = Assert.Single(gpu.Events);
        Assert.Equal(("gpu_lost", EventSeverity.Critical), (lost.Kind, lost.Severity));
        Assert.Equal("GPU-30900000-1111-2222-3333-444455556666", lost.Subject.Single(each => each.Name == "uuid").Value);
    }

    [Fact]
    public void LostCard_ThatComesBack_IsFoundWithinAMinute()
    {
        using var gpu = new GpuRig("l4");
        gpu.Collect();
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "16");
        gpu.Collect();
        Assert.Equal(0, gpu.Value("gpu_up"));
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "0 30000");
        for (var i = 0; i < 6; i++) gpu.Collect();

        Assert.Equal(1, gpu.Value("gpu_up"));
        Assert.Equal(30, gpu.Value("gpu_power_watts"));
        Assert.Equal(["gpu_lost", "gpu_found"], gpu.Events.Select(each => each.Kind));
    }

    [Fact]
    public void LostCard_IsReportedOnce_AlsoAcrossRestartsOfTheAgent()
    {
        using var state = new StateFiles(null);
        using (var gpu = new GpuRig("rtx3090", state: state) { Keeps = false })
        {
            gpu.Collect();
            gpu.NvmlStandIn.SetAll(1, 15);
            gpu.Collect();
            Assert.Single(gpu.Events);
        }

        var keys = new HashSet<string>();
        for (var start = 0; start < 2; start++)
        {
            using var gpu = new GpuRig("rtx3090", state: state);
            gpu.NvmlStandIn.Set("1.nvmlDeviceGetPowerUsage", "15");
            gpu.Collect();
            // It is reported again the first time, since it was not on disk; the server knows it by its key.
            foreach (var each in gpu.Events) keys.Add(each.Key);
            Assert.Equal(1 - start, gpu.Events.Count);
        }

        using (var gpu = new GpuRig("rtx3090", state: state))
        {
            gpu.Collect();
            var found = Assert.Single(gpu.Events);
            Assert.Equal(EventKinds.GpuFound, found.Kind);
            Assert.Contains("1", found.Subject.Select(each => each.Value));
            Assert.DoesNotContain(found.Key, keys);
        }
    }

    [Fact]
    public void CardThatWasLostBeforeTheStart_IsCounted()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.NvmlStandIn.SetAll(1, 15);
        gpu.PlugIn("0000:21:00.0", "0x10de", "0x030000");
        gpu.PlugIn("0000:21:00.1", "0x10de", "0x040300"); // Its sound.
        gpu.PlugIn("0000:4b:00.0", "0x10de", "0x030200");
        gpu.PlugIn("0000:03:00.0", "0x1a03", "0x030000"); // The BMC's.
        gpu.Collect();

        Assert.Equal(0, gpu.Value("gpu_up", "gpu=1", "uuid="));
        Assert.Equal(1, gpu.Value("gpu_up", "gpu=0"));
        Assert.Equal(2, gpu.Value("gpus_on_bus"));
    }

    [Fact]
    public void CardThatTheDriverNoLongerLists_IsLost()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.Collect();
        gpu.NvmlStandIn.Set("nvmlDeviceGetCount", "0 1");
        for (var i = 0; i < 6; i++) gpu.Collect();

        Assert.Equal(1, gpu.Value("gpus"));
        Assert.Equal(0, gpu.Value("gpu_up", "gpu=1"));
        Assert.Equal(1, gpu.Value("gpu_up", "gpu=0"));
    }

    [Theory]
    [InlineData(999)]
    [InlineData(4)]
    [InlineData(17)]
    public void OneValueThatFails_IsMissing_AndReportedOnce(int code)
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", code.ToString());
        for (var i = 0; i < 3; i++) gpu.Collect();

        Assert.Null(gpu.Value("gpu_power_watts"));
        Assert.Equal(45, gpu.Value("gpu_temperature_celsius"));
        Assert.Equal(1, gpu.Log.Count("GPU 0 does not report its power"));
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "0 1000");
        gpu.Collect();
        Assert.Equal(1, gpu.Value("gpu_power_watts"));
    }

    [Fact]
    public void ValueThatIsNotSupported_IsAskedAgainAfterTenMinutes()
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "3");
        gpu.Collect();
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "0 1000");
        gpu.Collect();
        Assert.Null(gpu.Value("gpu_power_watts"));
        gpu.Clock.Advance(TimeSpan.FromMinutes(10));
        gpu.Collect();
        Assert.Equal(1, gpu.Value("gpu_power_watts"));
    }

    [Fact]
    public void Temperature_ByTheNewerFunction_WhereTheOlderIsWithdrawn()
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetTemperature(0)", "26");
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetTemperatureV(0)", "0 46");
        gpu.Collect();
        Assert.Equal(46, gpu.Value("gpu_temperature_celsius"));
    }

    [Fact]
    public void PcieCounter_ThatMayStartOverAfter4GiB_IsNotBelieved()
    {
        using var gpu = new GpuRig("h100");
        gpu.NvmlStandIn.Set("0.field(197)", "0 3 4000000000");
        gpu.NvmlStandIn.Set("0.field(198)", "0 3 100");
        gpu.Collect();
        Assert.Null(gpu.Value("gpu_pcie_receive_bytes_total"));
        Assert.Equal(52e6, gpu.Value("gpu_pcie_transmit_rate_bytes"));

        gpu.NvmlStandIn.Set("0.field(197)", "0 3 5000000000");
        gpu.Collect();
        Assert.Equal(100, gpu.Value("gpu_pcie_receive_bytes_total"));
        Assert.Null(gpu.Value("gpu_pcie_transmit_rate_bytes"));
    }

    [Fact]
    public async Task HangingCall_KeepsOnlyItsOwnRun()
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "hang");
        var run = Task.Run(gpu.Collect);
        await Eventually.HoldsAsync(() => gpu.Collector.WhyAbsent() is null, "the session answers while a run hangs");
        Assert.False(run.IsCompleted);
        gpu.NvmlStandIn.Set("0.nvmlDeviceGetPowerUsage", "0 5000");
        await run;
        Assert.Equal(5, gpu.Value("gpu_power_watts"));
    }

    [Theory]
    [InlineData(9, "the NVIDIA driver is not loaded (9)")]
    [InlineData(12, "a library that NVML needs is missing (12)")]
    [InlineData(28, "there is no GPU that the driver can use (28)")]
    public void Init_WithoutADriver_IsAbsence(int code, string reason)
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("nvmlInit", code.ToString());
        Assert.Equal(reason, gpu.Collector.WhyAbsent());
        gpu.NvmlStandIn.Set("nvmlInit", "0");
        Assert.Null(gpu.Collector.WhyAbsent());
        gpu.Collect();
        Assert.Equal(1, gpu.Value("gpus"));
    }

    [Fact]
    public void Init_AfterADriverUpdate_IsAFailureThatSaysWhatToDo()
    {
        using var gpu = new GpuRig("l4");
        gpu.NvmlStandIn.Set("nvmlInit", "18");
        Assert.Null(gpu.Collector.WhyAbsent());
        var error = Assert.Throws<NvmlException>(gpu.Collect);
        Assert.Contains("restart the machine", error.Message);
    }

    [Fact]
    public void WhyAbsent_WithoutTheLibrary_SaysWhereItComesFrom() =>
        Assert.Contains("NVIDIA's driver", new NvmlSession("/nowhere/libnvidia-ml.so.1").WhyAbsent());

    [Fact]
    public void Processes_AreListedWithTheirMemory()
    {
        using var gpu = new GpuRig("rtx3090");
        gpu.NvmlStandIn.Set("1.nvmlDeviceGetComputeRunningProcesses_v3", "0 77 " + string.Join(' ', Enumerable.Range(100, 40).Select(pid => $"{pid}:1024")));
        gpu.Collect();

        Assert.Equal(43, gpu.Value("gpu_processes", "gpu=1")); // Two that draw as well.
        var list = gpu.Processes.List();
        Assert.Contains(new GpuProcess(4712, 0, 700_000_000), list);
        Assert.Contains(new GpuProcess(77, 1, null), list);
        Assert.Contains(new GpuProcess(139, 1, 1024), list);
        gpu.NvmlStandIn.Set("1.nvmlDeviceGetComputeRunningProcesses_v3", "0");
        gpu.Collect();
        Assert.Equal(2, gpu.Processes.List().Count(each => each.Gpu == 1));
    }

    [Fact]
    public void Collect_InSteadyState_AllocatesNothing()
    {
        using var gpu = new GpuRig("h100");
        for (var i = 0; i < 20; i++) gpu.Collect();
        // The slow lane is due each 60 s and is measured with it, at one report in six.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 60; i++) gpu.Collect();
        var perRun = (GC.GetAllocatedBytesForCurrentThread() - before) / 60;
        Assert.True(perRun < 200, $"{perRun} bytes a report");
    }
}
