namespace Dcmon.Simulation.Reports;

/// <summary>What a report contains.</summary>
public enum ReportDetail
{
    /// <summary>The machine's main figures and events: for what is long past.</summary>
    Main,

    /// <summary>All figures and events, and every ten minutes the processes: for the past.</summary>
    All,

    /// <summary>All figures, events and the processes.</summary>
    Live,

    /// <summary>All figures, no events and no processes.</summary>
    FiguresOnly,
}
