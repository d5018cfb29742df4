using System.Runtime.CompilerServices;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// A sum that is exact where people expect it: as long as every value is a decimal of at most <see cref="MaxPlaces"/>
/// places (the double nearest to k / 10^e), the k are added as integers and the sum is rounded once, so that 0.1 ten
/// times is 1, whatever the order. Otherwise it is the compensated sum of Neumaier (ZAMM 54, 1974), good to about a
/// unit in the last place.
/// </summary>
internal struct ExactSum
{
    /// <summary>Decimal places up to which values count as decimals.</summary>
    public const int MaxPlaces = 9;

    /// <summary>
    /// Largest k with decimal places. Below it the decimal of a double is unique: neighbouring doubles are less than
    /// half a unit of the last decimal place apart.
    /// </summary>
    private const double MaxScaled = 1L << 51;

    /// <summary>Whole numbers are exact up to here.</summary>
    private const double MaxWhole = 1L << 53;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    private Int128 _scaled;
    private int _places;
    private bool _inexact;
    private double _sum;
    private double _lost;

    /// <summary>Adds a finite value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        // Two-sum (Knuth): _lost gathers what rounding takes from _sum.
        var sum = _sum + value;
        var part = sum - _sum;
        _lost += (_sum - (sum - part)) + (value - part);
        _sum = sum;

        if (_inexact) return;
        var power = Powers[_places];
        var scaled = Math.Round(value * power);
        if (scaled / power == value && Math.Abs(scaled) <= MaxScaled) _scaled += (long)scaled;
        else AddOtherPlaces(value);
    }

    /// <summary>The sum; 0 where nothing was added.</summary>
    public readonly double Result
    {
        get
        {
            if (!_inexact) return Divide(_scaled, (long)Powers[_places]);
            // Beyond the range of doubles the compensation is not a number.
            return double.IsFinite(_sum) ? _sum + _lost : _sum;
        }
    }

    /// <summary>A value that is no decimal of as many places as those before.</summary>
    private void AddOtherPlaces(double value)
    {
        for (var places = 0; places <= MaxPlaces; places++)
        {
            var scaled = Math.Round(value * Powers[places]);
            if (scaled / Powers[places] != value || Math.Abs(scaled) > (places == 0 ? MaxWhole : MaxScaled)) continue;
            for (; _places < places; _places++)
                _scaled *= 10;
            _scaled += (Int128)(long)scaled * (long)Powers[_places - places];
            return;
        }

        _inexact = true;
    }

    /// <summary>The double nearest to a quotient.</summary>
    private static double Divide(Int128 dividend, long divisor)
    {
        if (dividend == 0) return 0;
        var size = (UInt128)Int128.Abs(dividend);
        // One rounding: both are doubles, and division rounds correctly.
        if (size <= (ulong)MaxWhole) return (double)(long)dividend / divisor;
        // As many bits of the quotient as fit, the last of them telling whether anything follows, rounded once.
        var shift = (int)UInt128.LeadingZeroCount(size);
        var (quotient, rest) = UInt128.DivRem(size << shift, (UInt128)(ulong)divisor);
        var nearest = Math.ScaleB((double)(rest == 0 ? quotient : quotient | 1), -shift);
        return dividend < 0 ? -nearest : nearest;
    }
}
