using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Uplink;

/// <summary>The result of sending a message.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The gateway took the message and says what became of each report.</summary>
    /// <param name="Answer">One status for each report sent.</param>
    public sealed record Answered(ReportAnswer Answer) : SendResult;

    /// <summary>The gateway can never take this message as it is.</summary>
    /// <param name="Detail">Why.</param>
    public sealed record Malformed(string Detail) : SendResult;

    /// <summary>The gateway does not accept this agent.</summary>
    /// <param name="Detail">Why: revoked or unknown.</param>
    public sealed record Unauthorized(string Detail) : SendResult;

    /// <summary>The gateway asks to wait.</summary>
    /// <param name="RetryAfter">For how long; null where it gives no time.</param>
    /// <param name="Detail">Why.</param>
    public sealed record Busy(TimeSpan? RetryAfter, string Detail) : SendResult;

    /// <summary>There is no answer, or one that makes no sense.</summary>
    /// <param name="Detail">What happened.</param>
    public sealed record Failed(string Detail) : SendResult;
}
