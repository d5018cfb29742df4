namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>
/// How the rows of a block and those of the log make one ascending order, worked out once for all columns. Rows of the
/// same time become one.
/// </summary>
internal sealed class RowMerge
{
    private readonly List<long> _times = [];

    /// <summary>Where each row of the block, then each of the log goes.</summary>
    private readonly int[] _targets;
    private readonly int _blockRows;
    private double[] _values = [];

    /// <summary>Works it out; both ascend.</summary>
    public RowMerge(ReadOnlySpan<long> block, ReadOnlySpan<long> log)
    {
        _blockRows = block.Length;
        _targets = new int[block.Length + log.Length];
        int b = 0, l = 0;
        while (b < block.Length || l < log.Length)
        {
            var fromBlock = l >= log.Length || (b < block.Length && block[b] <= log[l]);
            var time = fromBlock ? block[b] : log[l];
            if (_times.Count == 0 || _times[^1] != time) _times.Add(time);
            _targets[fromBlock ? b++ : _blockRows + l++] = _times.Count - 1;
        }
    }

    /// <summary>Times of the merged rows.</summary>
    public ReadOnlySpan<long> Times => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_times);

    /// <summary>Whether rows of a block can be handed on as they are.</summary>
    public static bool IsNeeded(ReadOnlySpan<long> block, int logRows)
    {
        if (logRows > 0) return true;
        for (var i = 1; i < block.Length; i++)
            if (block[i] == block[i - 1])
                return true;
        return false;
    }

    /// <summary>Merges one column; valid until the next. Either part may be empty: the column is not there then.</summary>
    public ReadOnlySpan<double> Merge(ReadOnlySpan<double> block, ReadOnlySpan<double> log)
    {
        if (_values.Length < _times.Count) _values = new double[_times.Count];
        var merged = _values.AsSpan(0, _times.Count);
        merged.Fill(double.NaN);
        Put(block, _targets, merged);
        Put(log, _targets.AsSpan(_blockRows), merged);
        return merged;
    }

    private static void Put(ReadOnlySpan<double> values, ReadOnlySpan<int> targets, Span<double> merged)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]))
                merged[targets[i]] = values[i];
    }
}
