using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Processes that use a card, those that compute and those that draw; one that does both counts once.
/// </summary>
internal sealed class ProcessReading(NvmlLibrary nvml, Series count, int gpu, GpuProcessTable table) : GpuReading("processes")
{
    private const uint Most = 65_536;

    private NvmlProcessInfo[] _answer = new NvmlProcessInfo[16];
    private GpuProcess[] _found = new GpuProcess[16];
    private int _count;
    private RetryLater _compute;
    private RetryLater _graphics;

    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        _count = 0;
        var compute = Read(nvml.ComputeProcesses, device, ref _compute, now);
        var graphics = Read(nvml.GraphicsProcesses, device, ref _graphics, now);
        if (compute.IsLasting() && graphics.IsLasting()) return NvmlCode.Ok;
        if (compute != NvmlCode.Ok && !compute.IsLasting()) return compute;
        if (graphics != NvmlCode.Ok && !graphics.IsLasting()) return graphics;
        table.Replace(gpu, _found.AsSpan(0, _count));
        samples.Add(count, _count);
        return NvmlCode.Ok;
    }

    private NvmlCode Read(NvmlFunction function, nint device, ref RetryLater retry, TimeSpan now)
    {
        if (!retry.IsDue(now)) return NvmlCode.NotSupported;
        const int spare = 8; // Others may start meanwhile.
        var code = function.GetList(device, _answer.AsSpan(), out var length);
        if (code == NvmlCode.InsufficientSize && length <= Most)
        {
            _answer = new NvmlProcessInfo[length + spare];
            code = function.GetList(device, _answer.AsSpan(), out length);
        }

        retry.Record(code, now);
        if (code != NvmlCode.Ok) return code;
        var first = _count;
        foreach (ref readonly var each in _answer.AsSpan(0, (int)Math.Min(length, (uint)_answer.Length)))
            AddOnce(in each, first);
        return NvmlCode.Ok;
    }

    /// <summary>
    /// In one list, a process stands once for each part of the card that it uses; the other list repeats the first.
    /// </summary>
    private void AddOnce(in NvmlProcessInfo process, int firstOfList)
    {
        long? memory = process.UsedMemory == NvmlProcessInfo.UnknownMemory ? null : (long)process.UsedMemory;
        for (var i = 0; i < _count; i++)
        {
            if (_found[i].Pid != process.Pid) continue;
            if (i >= firstOfList) _found[i] = _found[i] with { Memory = _found[i].Memory + memory };
            return;
        }

        if (_count == _found.Length) Array.Resize(ref _found, _count * 2);
        _found[_count++] = new GpuProcess((int)process.Pid, gpu, memory);
    }
}
