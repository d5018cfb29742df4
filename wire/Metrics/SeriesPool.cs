using System.Collections.Concurrent;

namespace Dcmon.Wire.Metrics;

/// <summary>
/// One object for each series and text that schemas name: machines of one kind have nearly all of them in common. Bounded; once it is
/// full it starts anew, and what is in use stays with its users. Any number of threads may use it.
/// </summary>
public sealed class SeriesPool
{
    /// <summary>The pool of this process.</summary>
    public static SeriesPool Shared { get; } = new();

    private readonly int _maxSeries;
    private readonly long _maxText;
    private readonly ConcurrentDictionary<Series, Series> _series = new();
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _count;
    private long _text;

    /// <summary>A pool of its own.</summary>
    /// <param name="maxSeries">Most series in it.</param>
    /// <param name="maxText">Most characters of their different texts.</param>
    public SeriesPool(int maxSeries = 100_000, long maxText = 8_000_000) => (_maxSeries, _maxText) = (maxSeries, maxText);

    /// <summary>The pooled series that is equal to this one.</summary>
    public Series Get(Series series)
    {
        if (_series.TryGetValue(series, out var pooled)) return pooled;
        if (Volatile.Read(ref _count) >= _maxSeries || Interlocked.Read(ref _text) >= _maxText) Clear();
        Interlocked.Increment(ref _count);
        return _series.GetOrAdd(series, WithPooledTexts);
    }

    private Series WithPooledTexts(Series series)
    {
        var labels = new Label[series.Labels.Length];
        for (var i = 0; i < labels.Length; i++) labels[i] = new Label(Text(series.Labels[i].Name), Text(series.Labels[i].Value));
        return new Series(Text(series.Metric), series.Kind, Text(series.Unit), labels);
    }

    private string Text(string text)
    {
        if (_texts.TryGetValue(text, out var pooled)) return pooled;
        Interlocked.Add(ref _text, text.Length);
        return _texts.GetOrAdd(text, text);
    }

    private void Clear()
    {
        _series.Clear();
        _texts.Clear();
        Interlocked.Exchange(ref _count, 0);
        Interlocked.Exchange(ref _text, 0);
    }
}
