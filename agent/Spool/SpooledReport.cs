using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Spool;

/// <summary>A report together with what its values mean.</summary>
internal readonly record struct SpooledReport(Report Report, Schema Schema)
{
    /// <summary>Bytes that it takes in the spool, without its schema.</summary>
    public long Size => SpoolRecord.ReportOverhead + Report.Values.Length + Report.Extras.Length;
}
