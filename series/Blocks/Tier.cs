namespace Dcmon.TimeSeries.Blocks;

/// <summary>How finely a block holds its time. The numbers are stored.</summary>
public enum Tier : byte
{
    /// <summary>Reports as they were sent, one row each.</summary>
    Raw = 0,

    /// <summary>Summaries of 5 minutes each.</summary>
    FiveMinutes = 1,

    /// <summary>Summaries of 1 hour each.</summary>
    OneHour = 2,
}
