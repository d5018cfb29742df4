using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries;

/// <summary>
/// Which source of a machine a report is of: its agent, or one of its programs. It stands in the bits of the stored sequence number above
/// those that a source numbers with, so that blocks have it as well. Reports of programs that a version before this one stored count as the
/// agent's.
/// </summary>
public static class ReportSource
{
    /// <summary>The machine's agent.</summary>
    public const int Agent = 0;

    /// <summary>The first number that no source can have.</summary>
    public const int Limit = 1 << 10;

    /// <summary>The source of a report.</summary>
    /// <param name="sequence">Its sequence number as it is stored.</param>
    public static int Of(long sequence) => (int)(sequence / Report.SequenceLimit);

    /// <summary>The sequence number as it is stored.</summary>
    /// <param name="source">Number of the source, from 0 to <see cref="Limit"/> − 1.</param>
    /// <param name="sequence">The source's own number of the report, from 0 to <see cref="Report.SequenceLimit"/> − 1.</param>
    public static long Number(int source, long sequence) => source * Report.SequenceLimit + sequence;
}
