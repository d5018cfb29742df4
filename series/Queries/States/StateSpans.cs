using Dcmon.Queries;
using Dcmon.TimeSeries.Rollups;

namespace Dcmon.TimeSeries.Queries.States;

/// <summary>
/// Makes spans of equal value of the samples of one series, in ascending order of time. A span ends where the next value was seen, or
/// with its own last sample where silence follows. How long a silence has to be depends on how far samples are usually apart, which is
/// known at the end only: until then each silence of more than <see cref="LeastGap"/> parts two spans.
/// </summary>
public sealed class StateSpans
{
    /// <summary>A silence this long or shorter is none, milliseconds.</summary>
    public const long LeastGap = 60_000;

    /// <summary>Nor is one of so many usual distances.</summary>
    private const int GapDistances = 3;

    private readonly List<Span> _spans = [];
    private readonly Dictionary<long, long> _distances = [];
    private long _last = long.MinValue;

    /// <summary>How often the value changed so far.</summary>
    public int Changes { get; private set; }

    /// <summary>Spans so far, before those are joined that a short silence parts.</summary>
    public int Count => _spans.Count;

    /// <summary>Takes samples; NaN is none.</summary>
    public void Samples(ReadOnlySpan<long> times, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            if (_last != long.MinValue) Note(times[i] - _last, 1);
            Take(times[i], values[i]);
        }
    }

    /// <summary>
    /// Takes summaries. When a value changed within a bucket is lost, and all but four values: its first and last, and between them
    /// its smallest and largest where these are others, evenly spread.
    /// </summary>
    public void Summaries(in SummaryColumns columns)
    {
        Span<double> values = stackalloc double[4];
        for (var row = 0; row < columns.Rows; row++)
        {
            if (double.IsNaN(columns.First[row])) continue;
            var (from, to, samples) = (columns.FirstTimes[row], columns.LastTimes[row], columns.Count[row]);
            if (samples > 1) Note((long)((to - from) / (samples - 1)), (long)samples - 1);
            if (_last != long.MinValue) Note(from - _last, 1);
            var count = KnownValues(values, columns.First[row], columns.Minimum[row], columns.Maximum[row], columns.Last[row]);
            for (var i = 0; i < count; i++)
                Take(count == 1 ? from : from + (to - from) * i / (count - 1), values[i], withinBucket: i > 0);
            // A single value lasted to the bucket's end.
            Take(to, values[count - 1], withinBucket: true);
        }
    }

    /// <summary>The spans, in order of time.</summary>
    public IReadOnlyList<StateSpan> Finish()
    {
        var gap = Math.Max(LeastGap, GapDistances * UsualDistance());
        var joined = new List<Span>(_spans.Count);
        foreach (var span in _spans)
        {
            if (joined.Count > 0 && joined[^1] is var before && span.From - before.To <= gap)
            {
                joined[^1] = before with { To = before.Value == span.Value ? span.To : span.From };
                if (before.Value == span.Value) continue;
            }

            joined.Add(span);
        }

        return joined.ConvertAll(span => new StateSpan(span.From, span.To, span.Value));
    }

    /// <summary>First and last, and what else there was between them.</summary>
    private static int KnownValues(Span<double> values, double first, double minimum, double maximum, double last)
    {
        var count = 0;
        values[count++] = first;
        if (minimum != first && minimum != last) values[count++] = minimum;
        if (maximum != first && maximum != last) values[count++] = maximum;
        // It came back to where it was: what it was meanwhile is the extreme that is another.
        if (count == 1 && first == last && minimum != maximum) values[count++] = minimum != first ? minimum : maximum;
        if (count > 1 || first != last) values[count++] = last;
        return count;
    }

    private void Take(long time, double value, bool withinBucket = false)
    {
        if (_spans.Count == 0)
        {
            _spans.Add(new Span(time, time, value));
        }
        else
        {
            var before = _spans[^1];
            var silence = time - _last > LeastGap && !withinBucket;
            if (before.Value != value) Changes++;
            if (!silence) _spans[^1] = before with { To = time };
            if (silence || before.Value != value) _spans.Add(new Span(time, time, value));
        }

        _last = time;
    }

    private void Note(long distance, long times) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
            _distances, (distance + 500) / 1000 * 1000, out _) += times;

    /// <summary>The median of the distances, milliseconds.</summary>
    private long UsualDistance()
    {
        var half = _distances.Values.Sum() / 2;
        foreach (var (distance, times) in _distances.OrderBy(each => each.Key))
            if ((half -= times) < 0)
                return distance;
        return 0;
    }

    /// <summary>A span while it grows, with each sample.</summary>
    private readonly record struct Span(long From, long To, double Value);
}
