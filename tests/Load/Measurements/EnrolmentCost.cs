namespace Dcmon.Load.Measurements;

/// <summary>The mean cost of an enrolment, key and both requests included.</summary>
/// <param name="MedianMilliseconds">Half of them took no longer.</param>
/// <param name="P99Milliseconds">99 of 100.</param>
/// <param name="ServerCpuMilliseconds">CPU time of the server for each.</param>
/// <param name="WrittenKibibytes">What the server wrote to disk for each.</param>
internal sealed record EnrolmentCost(
    double MedianMilliseconds, double P99Milliseconds, double ServerCpuMilliseconds, double WrittenKibibytes)
{
    /// <summary>The cost of enrolments that took these times, 1 and more.</summary>
    public static EnrolmentCost Of(IReadOnlyCollection<double> milliseconds, TimeSpan serverCpu, long writtenBytes)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new EnrolmentCost(
            Math.Round(sorted[sorted.Length / 2], 2), Math.Round(
                sorted[Math.Min(sorted.Length - 1, sorted.Length * 99 / 100)], 2),
            Math.Round(serverCpu.TotalMilliseconds / sorted.Length, 3), Math.Round(
                writtenBytes / 1024.0 / sorted.Length, 2));
    }
}
