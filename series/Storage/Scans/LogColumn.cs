namespace Dcmon.TimeSeries.Storage.Scans;

/// <summary>
/// The values that reports of the log have for one series. It takes memory for the values that there are, however many rows lie between
/// them: thousands of series that one report of many has must not take a row of each.
/// </summary>
internal sealed class LogColumn
{
    /// <summary>Rows that may be held although they are empty, beside as many as have a value.</summary>
    private const int MaxEmpty = 64;

    private double[] _values = [];

    /// <summary>The row of each value; null while the values are those of rows 0, 1, 2 …, NaN where a row has none.</summary>
    private int[]? _rows;
    private int _length;
    private int _given;

    /// <summary>Whether no row has a value.</summary>
    public bool IsEmpty => _given == 0;

    /// <summary>Sets a value.</summary>
    /// <param name="row">The row of the previous value or a later one.</param>
    /// <param name="value">Not NaN.</param>
    public void Set(int row, double value)
    {
        if (_rows is null && row > 2 * _given + MaxEmpty && row >= _length) LeaveOutEmpty();
        if (_rows is not null)
        {
            if (_length == 0 || _rows[_length - 1] != row) Append(row);
            _values[_length - 1] = value;
            return;
        }

        if (row >= _length) Extend(row + 1);
        _values[row] = value;
        _given++;
    }

    /// <summary>The values of some rows; NaN where a row has none.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="room">Where they are put if need be; it may be replaced by a larger one.</param>
    public ReadOnlySpan<double> Values(int start, int count, ref double[] room)
    {
        if (_rows is null && start + count <= _length) return _values.AsSpan(start, count);
        if (room.Length < count) room = new double[Math.Max(count, 2 * room.Length)];
        CopyTo(start, room.AsSpan(0, count));
        return room.AsSpan(0, count);
    }

    /// <summary>Copies the values of the rows from <paramref name="start"/> on; NaN where a row has none.</summary>
    public void CopyTo(int start, Span<double> target)
    {
        target.Fill(double.NaN);
        if (_rows is null)
        {
            var end = Math.Min(_length, start + target.Length);
            if (start < end) _values.AsSpan(start..end).CopyTo(target);
            return;
        }

        var at = _rows.AsSpan(0, _length).BinarySearch(start);
        for (at = at < 0 ? ~at : at; at < _length && _rows[at] < start + target.Length; at++)
            target[_rows[at] - start] = _values[at];
    }

    private void Extend(int length)
    {
        if (_values.Length < length) Array.Resize(ref _values, Math.Max(length, Math.Max(8, 2 * _values.Length)));
        _values.AsSpan(_length, length - _length).Fill(double.NaN);
        _length = length;
    }

    private void Append(int row)
    {
        if (_length == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, 2 * _length));
            Array.Resize(ref _rows, _values.Length);
        }

        _rows![_length++] = row;
        _given++;
    }

    private void LeaveOutEmpty()
    {
        var rows = new int[_values.Length];
        var kept = 0;
        for (var row = 0; row < _length; row++)
            if (!double.IsNaN(_values[row]))
                (rows[kept], _values[kept++]) = (row, _values[row]);
        (_rows, _length) = (rows, kept);
    }
}
