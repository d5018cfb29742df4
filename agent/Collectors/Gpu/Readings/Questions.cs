using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu.Readings;

/// <summary>The usual shapes of questions: one number, by an argument or without, in a unit.</summary>
internal static class Questions
{
    /// <summary>A number of 32 bits.</summary>
    public static Question Number(NvmlFunction function, BaseUnit unit) => (device, values) =>
    {
        uint value = 0;
        var code = function.Fill(device, ref value);
        values[0] = unit.Of(value);
        return code;
    };

    /// <summary>A number of 32 bits by an argument.</summary>
    public static Question Number(NvmlFunction function, uint argument, BaseUnit unit) => (device, values) =>
    {
        uint value = 0;
        var code = function.Fill(device, argument, ref value);
        values[0] = unit.Of(value);
        return code;
    };

    /// <summary>A number of 64 bits.</summary>
    public static Question Long(NvmlFunction function, BaseUnit unit) => (device, values) =>
    {
        ulong value = 0;
        var code = function.Fill(device, ref value);
        values[0] = unit.Of(value);
        return code;
    };

    /// <summary>
    /// Two numbers of 32 bits, the second of which is of no interest, such as the length of the sampling period.
    /// </summary>
    public static Question FirstOfTwo(NvmlFunction function, BaseUnit unit) => (device, values) =>
    {
        var code = function.GetTwo(device, out var value, out _);
        values[0] = unit.Of(value);
        return code;
    };

    /// <summary>Two numbers of 32 bits.</summary>
    public static Question Two(NvmlFunction function, BaseUnit unit) => (device, values) =>
    {
        var code = function.GetTwo(device, out var first, out var second);
        values[0] = unit.Of(first);
        values[1] = unit.Of(second);
        return code;
    };
}
