using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>
/// Bounds how many different series one machine may report within two hours, which is what one block of the store
/// holds: a label with ever new values (request ids, process numbers) would otherwise make every block huge.
/// </summary>
/// <param name="limit">Different series within a window.</param>
public sealed class SeriesBudget(int limit)
{
    private const long Window = 2 * 3_600_000;

    /// <summary>A machine that sends the past beside the present is in two windows at once, seldom in more.</summary>
    private const int MaxWindows = 4;

    private readonly Dictionary<long, Used> _windows = [];

    /// <summary>Whether a report may be stored; what it adds counts from now on.</summary>
    /// <param name="schema">The report's schema.</param>
    /// <param name="time">The report's time, Unix milliseconds.</param>
    public bool Admits(Schema schema, long time)
    {
        if (!_windows.TryGetValue(time / Window, out var used))
        {
            if (_windows.Count >= MaxWindows) _windows.Remove(_windows.Keys.Min());
            _windows[time / Window] = used = new Used(schema);
        }

        return used.Admits(schema, limit);
    }

    /// <summary>What one window has seen. A machine that keeps its schema, as most do, costs no set.</summary>
    private sealed class Used(Schema first)
    {
        private readonly HashSet<SchemaHash> _schemas = [];
        private HashSet<Series>? _series;

        public bool Admits(Schema schema, int limit)
        {
            if (_schemas.Contains(schema.Hash)) return true;
            if (_schemas.Count > 0) _series ??= [.. first.Series];
            var more = _series is null ? schema.Series.Count : schema.Series.Count(each => !_series.Contains(each));
            if ((_series?.Count ?? 0) + more > limit) return false;
            _schemas.Add(schema.Hash);
            _series?.UnionWith(schema.Series);
            return true;
        }
    }
}
