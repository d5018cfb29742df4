using Dcmon.Simulation.Machines;

namespace Dcmon.Simulation.Parts;

/// <summary>
/// The value of a counter that starts at 0 with the kernel. It is summed up hour by hour, always in the same order: a
/// counter that got smaller by rounding would look like a reset.
/// </summary>
/// <param name="between">The growth between two instants, Unix seconds.</param>
internal sealed class SinceBoot(Func<double, double, double> between)
{
    private const double Hour = 3_600;

    /// <summary>The counter at the end of each whole hour after the start.</summary>
    private readonly List<double> _hours = [0];
    private double _boot = double.NaN;

    /// <summary>The value at an instant.</summary>
    public double At(MachineState now)
    {
        if (_boot != now.Boot)
        {
            _boot = now.Boot;
            _hours.RemoveRange(1, _hours.Count - 1);
        }

        var hour = (int)(now.Uptime / Hour);
        while (_hours.Count <= hour) _hours.Add(_hours[^1] + between(StartOf(_hours.Count - 1), StartOf(_hours.Count)));
        return _hours[hour] + between(StartOf(hour), now.Time);
    }

    private double StartOf(int hour) => _boot + hour * Hour;
}
