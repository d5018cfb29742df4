namespace Dcmon.TimeSeries.Storage;

/// <summary>Which entry of a block holds what.</summary>
internal static class BlockEntries
{
    /// <summary>Times of the reports, or ends of the buckets.</summary>
    public const int Times = 0;

    /// <summary>Raw blocks: sequence numbers.</summary>
    public const int Sequences = 1;

    /// <summary>Raw blocks: the schema's first series.</summary>
    public const int FirstColumn = 2;

    /// <summary>Roll-ups: time of the first report in each bucket.</summary>
    public const int FirstTimes = 1;

    /// <summary>Roll-ups: time of the last report in each bucket.</summary>
    public const int LastTimes = 2;

    /// <summary>Roll-ups: the schema's first series.</summary>
    public const int FirstSummary = 3;
}
