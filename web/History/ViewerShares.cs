namespace Dcmon.Web.History;

/// <summary>
/// How much evaluation time each viewer's live queries took lately; who took least comes first. What was taken counts half after each
/// <see cref="HalfLife"/>. Not safe for concurrent use.
/// </summary>
internal sealed class ViewerShares(TimeProvider time)
{
    /// <summary>After this time, what was taken counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(10);

    /// <summary>Less than this is forgotten, seconds.</summary>
    private const double Negligible = 1e-6;

    private readonly Dictionary<string, (double Seconds, long At)> _taken = [];

    /// <summary>What a viewer took, seconds.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="at">Now, by the clock's timestamps.</param>
    public double Of(string viewer, long at) => _taken.TryGetValue(viewer, out var taken) ? Left(taken, at) : 0;

    /// <summary>Charges an evaluation to those who watch it, in equal parts.</summary>
    public void Charge(IReadOnlyCollection<string> viewers, TimeSpan cost)
    {
        var now = time.GetTimestamp();
        foreach (var viewer in viewers)
            _taken[viewer] = (Of(viewer, now) + cost.TotalSeconds / viewers.Count, now);
        foreach (var (viewer, _) in _taken.Where(each => Left(each.Value, now) < Negligible).ToList()) _taken.Remove(viewer);
    }

    private double Left((double Seconds, long At) taken, long at) =>
        taken.Seconds * Math.Pow(0.5, time.GetElapsedTime(taken.At, at) / HalfLife);
}
