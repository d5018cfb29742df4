namespace Dcmon.TimeSeries.Queries;

/// <summary>Takes the points of one series, in ascending order of time.</summary>
internal abstract class PointTarget
{
    /// <summary>Takes a point.</summary>
    /// <param name="step">The point's number (<see cref="StepGrid.Points"/>), mostly that of its step; 0 in a query without a step.</param>
    /// <param name="time">The step's end, Unix milliseconds.</param>
    /// <param name="value">Not NaN.</param>
    public abstract void Put(int step, long time, double value);
}
