using System.Net;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>Asks a target whether it is there. Safe for concurrent use.</summary>
internal interface IProbe
{
    /// <summary>Asks once.</summary>
    /// <param name="addresses">The addresses of its host, the best first.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled before there was an answer.</exception>
    /// <exception cref="ReachException">The machine does not let the agent send the probe.</exception>
    Task<ProbeAnswer> AskAsync(IPAddress[] addresses, CancellationToken stop);
}

/// <summary>The result of a probe.</summary>
/// <param name="Latency">Time until the answer.</param>
/// <param name="Problem">Why the answer is not what it should be, or there is none; null where it is.</param>
/// <param name="Status">The status code, of HTTP.</param>
internal sealed record ProbeAnswer(TimeSpan Latency, string? Problem = null, int? Status = null);

/// <summary>A target cannot be probed at all. The message says why, in one line without a final full stop.</summary>
internal sealed class ReachException(string message, Exception? inner = null) : Exception(message, inner);
