using Dcmon.Demo.Machines;

namespace Dcmon.Demo.Parts;

/// <summary>What a counter has counted since the kernel started; it goes on from the last time that it was asked.</summary>
/// <param name="between">The growth between two instants, Unix seconds.</param>
internal sealed class SinceBoot(Func<double, double, double> between)
{
    private double _boot = double.NaN, _time, _sum;

    /// <summary>The value at an instant.</summary>
    public double At(MachineState now)
    {
        if (_boot != now.Boot || now.Time < _time) (_boot, _time, _sum) = (now.Boot, now.Boot, 0);
        _sum += between(_time, now.Time);
        _time = now.Time;
        return _sum;
    }
}
