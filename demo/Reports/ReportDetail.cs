namespace Dcmon.Demo.Reports;

/// <summary>How much a report says.</summary>
internal enum ReportDetail
{
    /// <summary>The machine's main figures: for what is long past.</summary>
    Main,

    /// <summary>All figures, and every ten minutes the processes: for the past.</summary>
    All,

    /// <summary>All figures and the processes.</summary>
    Live,
}
