using Dcmon.Simulation.Work;

namespace Dcmon.Simulation.Machines;

/// <summary>When a machine's fault is present. Faults come and go, so that the history shows how they began.</summary>
internal sealed class FaultSchedule
{
    private const double Hour = 3_600;

    private readonly double _cycle;
    private readonly double _shift;
    private readonly double _share;

    /// <summary>Makes the schedule; the seed decides when its cycle begins.</summary>
    public FaultSchedule(Fault fault, int seed)
    {
        Fault = fault;
        (_cycle, _share) = fault switch
        {
            Fault.None => (24 * Hour, 0),
            Fault.BadLink => (5 * Hour, 0.08),
            Fault.Restarts => (24 * Hour, 1),
            Fault.HotGpu => (7 * Hour, 0.75),
            Fault.MemoryLeak => (12 * Hour, 0.7),
            _ => (28 * Hour, 0.72),
        };
        _shift = _cycle * Noise.Of(seed, 4_711);
    }

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>How long the fault has been present, seconds; null where it is not.</summary>
    public double? Age(Fault fault, double time)
    {
        if (fault != Fault) return null;
        var age = time - Start(time);
        return age < _cycle * _share ? age : null;
    }

    /// <summary>
    /// How far the fault has progressed, from 0 at its beginning to 1 at its end; null where it is not present.
    /// </summary>
    public double? Progress(Fault fault, double time) => Age(fault, time) / (_cycle * _share);

    /// <summary>
    /// When the fault begins and ends in (<paramref name="from"/>, <paramref name="to"/>], Unix seconds.
    /// </summary>
    public IEnumerable<(double Time, bool Begins)> Changes(Fault fault, double from, double to)
    {
        if (fault != Fault) yield break;
        for (var start = Start(from); start <= to; start += _cycle)
        {
            if (start > from) yield return (start, true);
            if (start + _cycle * _share is var end && end > from && end <= to) yield return (end, false);
        }
    }

    /// <summary>Seconds for which the fault was present between two instants.</summary>
    public double Between(Fault fault, double from, double to)
    {
        var sum = 0.0;
        if (fault == Fault)
            for (var start = Start(from); start < to; start += _cycle)
                sum += Math.Max(0, Math.Min(to, start + _cycle * _share) - Math.Max(from, start));
        return sum;
    }

    /// <summary>
    /// The incidents of the fault, at equal distances while it is present, in (<paramref name="from"/>, <paramref
    /// name="to"/>].
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="every">Seconds from one to the next.</param>
    /// <param name="from">Unix seconds.</param>
    /// <param name="to">Unix seconds.</param>
    public IEnumerable<double> Occurrences(Fault fault, double every, double from, double to)
    {
        if (fault != Fault) yield break;
        for (var start = Start(from); start <= to; start += _cycle)
            for (var incident = start + every; incident < start + _cycle * _share && incident <= to; incident += every)
                if (incident > from)
                    yield return incident;
    }

    /// <summary>Incidents since the fault was last absent.</summary>
    public int OccurrencesSoFar(Fault fault, double every, double time) =>
        (int)(((Age(fault, time) ?? 0) + 0.001) / every);

    private double Start(double time) => Math.Floor((time - _shift) / _cycle) * _cycle + _shift;
}
