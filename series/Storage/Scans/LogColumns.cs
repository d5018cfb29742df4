using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>The selected series of the reports that are in no block yet, turned from rows into columns.</summary>
internal sealed class LogColumns(ScannedSeries series)
{
    private readonly List<long> _times = [];
    private readonly List<LogColumn> _columns = [];
    private double[] _room = [];
    private double[] _row = [];
    private int[] _targets = [];

    /// <summary>Reads all reports that are to be had, in order of time.</summary>
    public void Read(IEnumerable<LogRow> reports, CancellationToken cancel)
    {
        foreach (var report in reports)
        {
            cancel.ThrowIfCancellationRequested();
            // Sealing finds damaged reports and reports them; a reader skips them.
            if (report.IsIntact) Add(report);
        }
    }

    /// <summary>Takes the reports of (after, until] of a tile, which come after all that were taken before.</summary>
    public void Read(LogTile tile, long after, long until)
    {
        foreach (var part in tile.Parts)
        {
            try
            {
                Add(part, FirstAfter(part.Times, after), FirstAfter(part.Times, until));
            }
            catch (DamagedSchemaException)
            {
                // As of a damaged report: a reader has to get by without it.
            }
        }
    }

    /// <summary>
    /// The stretches of time that the reports lie in, of whole buckets of that width, in order of time; no two of them touch.
    /// </summary>
    /// <param name="width">Milliseconds.</param>
    public IReadOnlyList<(long After, long Until)> Stretches(long width)
    {
        var stretches = new List<(long After, long Until)>();
        foreach (var time in _times)
        {
            if (stretches.Count > 0 && time <= stretches[^1].Until) continue;
            var stop = Spans.Stop(time, width);
            if (stretches.Count > 0 && stretches[^1].Until == stop - width) stretches[^1] = (stretches[^1].After, stop);
            else stretches.Add((stop - width, stop));
        }

        return stretches;
    }

    /// <summary>The rows of (after, until].</summary>
    public Range Rows(long after, long until) => FirstAfter(after)..FirstAfter(until);

    /// <summary>Their times, ascending and distinct, Unix milliseconds.</summary>
    public ReadOnlySpan<long> Times(Range rows) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_times)[rows];

    /// <summary>
    /// The values of a series, by its place; NaN where it has none. Empty where no report has it. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<double> Values(int place, Range rows)
    {
        if (place >= _columns.Count || _columns[place].IsEmpty) return default;
        var (start, count) = rows.GetOffsetAndLength(_times.Count);
        return _columns[place].Values(start, count, ref _room);
    }

    private void Add(LogRow report)
    {
        SelectedColumns selected;
        try
        {
            selected = series.Of(report.Schema);
            if (_row.Length < selected.Columns.Length) _row = new double[selected.Columns.Length];
            ValuePacking.Pick(report.Payload, selected.Columns, _row);
        }
        catch (Exception damaged) when (damaged is WireFormatException or DamagedSchemaException)
        {
            return;
        }

        // Reports of the same time are one row: what the later one has counts.
        if (_times.Count == 0 || _times[^1] != report.Time) _times.Add(report.Time);
        for (var i = 0; i < selected.Places.Length; i++)
            if (!double.IsNaN(_row[i]))
                Column(selected.Places[i]).Set(_times.Count - 1, _row[i]);
    }

    private void Add(LogTilePart part, int start, int end)
    {
        if (start >= end) return;
        var selected = series.Of(part.Schema);
        if (_targets.Length < end) _targets = new int[2 * end];
        for (var row = start; row < end; row++)
        {
            if (_times.Count == 0 || _times[^1] != part.Times[row]) _times.Add(part.Times[row]);
            _targets[row] = _times.Count - 1;
        }

        for (var i = 0; i < selected.Places.Length; i++)
        {
            var from = part[selected.Columns[i]];
            var to = Column(selected.Places[i]);
            for (var row = start; row < end; row++)
                if (from[row] is var value && !double.IsNaN(value))
                    to.Set(_targets[row], value);
        }
    }

    private LogColumn Column(int place)
    {
        while (_columns.Count <= place)
            _columns.Add(new LogColumn());
        return _columns[place];
    }

    private int FirstAfter(long time) => FirstAfter(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_times), time);

    /// <summary>Where the first time after that one is, among ascending ones that may repeat.</summary>
    private static int FirstAfter(ReadOnlySpan<long> times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] <= time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
