using System.Runtime.CompilerServices;

namespace Dcmon.TimeSeries.Queries;

/// <summary>
/// A sum that carries along what rounding takes from it (Knuth's two-sum), so that it hardly depends on the order:
/// threads finish in any.
/// </summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum.</summary>
    public readonly double Result => double.IsFinite(_lost) ? _sum + _lost : _sum;

    /// <summary>Adds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        var sum = _sum + value;
        var part = sum - _sum;
        _lost += (_sum - (sum - part)) + (value - part);
        _sum = sum;
    }

    /// <summary>Adds another sum.</summary>
    public void Add(CompensatedSum other)
    {
        Add(other._sum);
        _lost += other._lost;
    }
}
