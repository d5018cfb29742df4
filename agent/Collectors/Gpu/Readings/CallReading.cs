using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Gpu.Nvml;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>A reading of one NVML call.</summary>
/// <param name="device">The card.</param>
/// <param name="values">To fill, in base units. NaN, as they are at first, stands for no value.</param>
internal delegate NvmlCode Question(nint device, Span<double> values);

/// <summary>One call whose answer is one value or several.</summary>
internal sealed class CallReading(string name, Question ask, params Series[] series) : GpuReading(name)
{
    private RetryLater _retry;

    /// <inheritdoc/>
    public override NvmlCode Add(nint device, SampleSet samples, TimeSpan now)
    {
        if (!_retry.IsDue(now)) return NvmlCode.Ok;
        Span<double> values = stackalloc double[series.Length];
        values.Fill(double.NaN);
        var code = ask(device, values);
        _retry.Record(code, now);
        if (code != NvmlCode.Ok) return code.IsLasting() ? NvmlCode.Ok : code;
        for (var i = 0; i < series.Length; i++)
            samples.Add(series[i], values[i]);
        return NvmlCode.Ok;
    }
}
