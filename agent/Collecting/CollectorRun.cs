namespace Dcmon.Agent.Collecting;

/// <summary>One run of an <see cref="IPacedCollector"/>. Not safe for concurrent use.</summary>
/// <param name="samples">Empty; the run fills it.</param>
/// <param name="stop">See <see cref="Stop"/>.</param>
internal sealed class CollectorRun(SampleSet samples, CancellationToken stop)
{
    private readonly List<string> _troubles = [];

    /// <summary>What the run finds.</summary>
    public SampleSet Samples { get; } = samples;

    /// <summary>Cancelled when the run has taken as long as it may, and when the agent stops.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>Why the run counts as failed; null where it does not.</summary>
    public string? Failure { get; private set; }

    /// <summary>What failed although the run as a whole succeeds, as <c>PART: REASON</c>.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>Reports a part of the source that gave no figures.</summary>
    /// <param name="part">Which one: <c>sel</c>, <c>sda</c>. The same at each run.</param>
    /// <param name="reason">
    /// Why, without a final full stop. It is logged when it changes: leave out what differs from run to run, such as times.
    /// </param>
    public void Trouble(string part, string reason) => _troubles.Add($"{part}: {reason}");

    /// <summary>
    /// The source failed, and the samples say so (<c>scrape_up</c> 0): other than after an exception they count, and
    /// the pace stays.
    /// </summary>
    /// <param name="reason">As for <see cref="Trouble"/>.</param>
    public void Fail(string reason) => Failure = reason;
}
