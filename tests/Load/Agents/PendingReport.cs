using Dcmon.Wire.Reports;

namespace Dcmon.Load.Agents;

/// <summary>A report that waits for its acknowledgement. Belongs to the agent's loop.</summary>
internal sealed class PendingReport(Report report, Schema schema)
{
    /// <summary>The report.</summary>
    public Report Report { get; } = report;

    /// <summary>Its series.</summary>
    public Schema Schema { get; } = schema;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }
}
