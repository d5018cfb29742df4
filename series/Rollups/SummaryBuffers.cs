using System.Numerics;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.TimeSeries.Rollups;

/// <summary>
/// Room for summaries of one series at a time, for builders and readers; reused, so that a scan allocates nothing a
/// series. Times are set once a block, <see cref="Fields"/> and the fields' columns once a series.
/// </summary>
public sealed class SummaryBuffers
{
    private readonly double[][] _fields = [[], [], [], [], [], [], [], []];
    private long[] _ends = [];
    private long[] _firstTimes = [];
    private long[] _lastTimes = [];

    /// <summary>How wide the buckets are.</summary>
    public Tier Tier { get; private set; }

    /// <summary>Number of buckets.</summary>
    public int Rows { get; private set; }

    /// <summary>The fields that <see cref="Columns"/> shows; the others are empty there.</summary>
    public SummaryFields Fields { get; set; }

    /// <summary>Ends of the buckets, to be filled in.</summary>
    public Span<long> Ends => _ends.AsSpan(0, Rows);

    /// <summary>Times of the first reports, to be filled in.</summary>
    public Span<long> FirstTimes => _firstTimes.AsSpan(0, Rows);

    /// <summary>Times of the last reports, to be filled in.</summary>
    public Span<long> LastTimes => _lastTimes.AsSpan(0, Rows);

    /// <summary>One field's column, to be filled in; its memory is taken when it is first asked for.</summary>
    /// <param name="field">Exactly one field.</param>
    public Span<double> this[SummaryFields field]
    {
        get
        {
            if (!BitOperations.IsPow2((int)field))
                throw new ArgumentOutOfRangeException(nameof(field), field, "Exactly one field is expected.");
            ref var column = ref _fields[BitOperations.TrailingZeroCount((int)field)];
            if (column.Length < Rows) column = new double[Math.Max(Rows, 2 * column.Length)];
            return column.AsSpan(0, Rows);
        }
    }

    /// <summary>What is held at present; valid until the next change.</summary>
    public SummaryColumns Columns => new()
    {
        Tier = Tier,
        Ends = Ends,
        FirstTimes = FirstTimes,
        LastTimes = LastTimes,
        Minimum = Held(SummaryFields.Minimum),
        Maximum = Held(SummaryFields.Maximum),
        Sum = Held(SummaryFields.Sum),
        Count = Held(SummaryFields.Count),
        First = Held(SummaryFields.First),
        Last = Held(SummaryFields.Last),
        Increase = Held(SummaryFields.Increase),
        Covered = Held(SummaryFields.Covered),
    };

    /// <summary>
    /// Makes room for so many buckets; no field is held then. What was there is undefined; memory that is there is kept.
    /// </summary>
    public void Reset(Tier tier, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Tier = tier;
        Rows = rows;
        Fields = SummaryFields.None;
        if (_ends.Length >= rows) return;
        var size = Math.Max(rows, 2 * _ends.Length);
        _ends = new long[size];
        _firstTimes = new long[size];
        _lastTimes = new long[size];
    }

    private ReadOnlySpan<double> Held(SummaryFields field) => (Fields & field) != 0 ? this[field] : default;
}
