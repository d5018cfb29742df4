namespace Dcmon.Simulation.RandomWalk;

/// <summary>
/// How busy something is, 0 to 1: jobs come and go (on average one in 40 minutes), and around a job's level the load
/// swings with the memory of a few minutes, as queues and batches make it do.
/// </summary>
internal sealed class Activity
{
    private const double TicksPerJob = 240;
    private const double Pull = 0.08;
    private const double Swing = 0.02;

    private double _target = 0.3;
    private double _level = 0.3;

    /// <summary>The level of the next report.</summary>
    public double Next(in TickState now)
    {
        if (now.Random.NextDouble() < 1 / TicksPerJob)
            _target = now.Random.NextDouble() < 0.3 ? 0.03 : 0.2 + 0.75 * now.Random.NextDouble();
        _level = Math.Clamp(_level + Pull * (_target - _level) + Swing * now.Normal(), 0, 1);
        return _level;
    }
}
