namespace Dcmon.TimeSeries.Queries;

/// <summary>The steps of a query, numbered from 0. Of a query without a step (0), only the span is known.</summary>
internal readonly record struct StepGrid
{
    /// <summary>Lays out the steps of a query.</summary>
    /// <exception cref="QueryTooLargeException">There are more steps than an answer may hold points.</exception>
    public StepGrid(RangePlan plan)
    {
        Step = plan.Query.Step;
        PointsPerStep = 1;
        First = plan.StepEnd(plan.Query.From);
        Last = plan.Until;
        if (Step == 0) return;
        var count = Last < First ? 0 : (Last - First) / Step + 1;
        if (plan.IsMinMax) PointsPerStep = Step % 2 == 0 ? 2 : throw new ArgumentException("The step must be even.", nameof(plan));
        if (count > RangePlan.MaxPoints / PointsPerStep) throw QueryTooLargeException.Points();
        Count = (int)count;
    }

    /// <summary>Milliseconds from one step to the next.</summary>
    public long Step { get; }

    /// <summary>End of the first step, Unix milliseconds.</summary>
    public long First { get; }

    /// <summary>End of the last step, Unix milliseconds.</summary>
    public long Last { get; }

    /// <summary>Number of steps; 0 for a query without a step.</summary>
    public int Count { get; }

    /// <summary>How many points a step has at most, evenly spread over it; the last lies at its end.</summary>
    public int PointsPerStep { get; }

    /// <summary>Number of points that a line has at most; they are numbered from 0.</summary>
    public int Points => Count * PointsPerStep;

    /// <summary>Time of a point, Unix milliseconds.</summary>
    public long Time(int point) => First + (point + 1) * (Step / PointsPerStep) - Step;
}
