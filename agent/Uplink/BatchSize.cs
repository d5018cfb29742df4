namespace Dcmon.Agent.Uplink;

/// <summary>
/// How many reports of the past go into one message. A live report waits while such a message is on its way, so that it
/// may take half a second more than a live report's own message takes on this way; within that, larger messages are
/// faster.
/// </summary>
/// <param name="largest">Never more than this.</param>
internal sealed class BatchSize(int largest)
{
    /// <summary>Of reports of 400 series, which have nearly 2 kB, they take a second at 128 kbit/s.</summary>
    private const int First = 10;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    private TimeSpan? _latency;
    private bool _isConnected;

    /// <summary>Reports for the next message.</summary>
    public int Value { get; private set; } = Math.Min(First, largest);

    /// <summary>A message was answered.</summary>
    /// <param name="past">How many reports of the past it had; 0 for live ones.</param>
    /// <param name="took">From sending it to having the answer.</param>
    public void Answered(int past, TimeSpan took)
    {
        // The first one had to connect: it says nothing of the next.
        if (_isConnected && past == 0) _latency = took;
        else if (_isConnected) Adapt(past, took - (_latency ?? TimeSpan.Zero));
        _isConnected = true;
    }

    /// <summary>The connection is lost: the next one may go another way.</summary>
    public void Reset() => (Value, _latency, _isConnected) = (Math.Min(First, largest), null, false);

    private void Adapt(int past, TimeSpan longer)
    {
        if (longer > Slow) Value = Math.Max(1, Value / 2);
        else if (longer < Quick && past >= Value) Value = Math.Min(largest, Value * 2);
    }
}
