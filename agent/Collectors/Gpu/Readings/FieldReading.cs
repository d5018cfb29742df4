using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>
/// Several fields in one call, each with a code of its own; those that a card does not have are read rarely.
/// </summary>
internal sealed class FieldReading(string name, NvmlLibrary nvml, params GpuField[] fields) : GpuReading(name)
{
    private readonly RetryLater[] _retry = new RetryLater[fields.Length];

    private RetryLater _all;

    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        if (!_all.IsDue(now)) return NvmlCode.Ok;
        Span<NvmlFieldValue> values = stackalloc NvmlFieldValue[fields.Length];
        Span<int> places = stackalloc int[fields.Length];
        var count = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            if (!_retry[i].IsDue(now)) continue;
            values[count] = new NvmlFieldValue { Field = fields[i].Id, Scope = fields[i].Scope };
            places[count++] = i;
        }

        if (count == 0) return NvmlCode.Ok;
        var code = nvml.FieldValues.GetFields(device, values[..count]);
        _all.Record(code, now);
        if (code != NvmlCode.Ok) return code.IsLasting() ? NvmlCode.Ok : code;
        for (var i = 0; i < count; i++)
        {
            ref readonly var answer = ref values[i];
            _retry[places[i]].Record(answer.Code, now);
            if (answer.Code == NvmlCode.Ok) fields[places[i]].Add(in answer, samples);
            else if (answer.Code.IsLost()) code = answer.Code;
        }

        return code;
    }
}

/// <summary>One field (<c>NVML_FI_DEV_…</c>).</summary>
/// <param name="id">Its number in <c>nvml.h</c>.</param>
/// <param name="series">What it becomes.</param>
/// <param name="unit">Its unit.</param>
/// <param name="scope">The link, for fields of links.</param>
internal sealed class GpuField(uint id, Series series, BaseUnit unit, uint scope = 0)
{
    /// <summary>Its number in <c>nvml.h</c>.</summary>
    public uint Id { get; } = id;

    /// <summary>The link, for fields of links.</summary>
    public uint Scope { get; } = scope;

    /// <summary>True where 0 stands for "no sensor".</summary>
    public bool ZeroIsNone { get; init; }

    /// <summary>Adds the value.</summary>
    public void Add(in NvmlFieldValue answer, SampleSet samples)
    {
        var value = answer.Value;
        if (value != 0 || !ZeroIsNone) samples.Add(series, unit.Of(value));
    }
}
