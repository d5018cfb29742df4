using Dcmon.Wire.Reports;

namespace Dcmon.GrainInterfaces.Clients;

/// <summary>What a client's grain says to a message; exactly one of the three is set.</summary>
/// <param name="Answer">The answer for the agent.</param>
/// <param name="Refusal">Why no message of this client is accepted (unknown, revoked).</param>
/// <param name="Busy">Why the message cannot be stored now; the agent should send it again later.</param>
[GenerateSerializer, Immutable, Alias("dcmon.report-receipt")]
public sealed record ReportReceipt(
    [property: Id(0)] ReportAnswer? Answer,
    [property: Id(1)] string? Refusal,
    [property: Id(2)] string? Busy)
{
    /// <summary>The message was taken.</summary>
    public static ReportReceipt Accepted(ReportAnswer answer) => new(answer, null, null);

    /// <summary>The client is not accepted.</summary>
    public static ReportReceipt Refused(string why) => new(null, why, null);

    /// <summary>The store cannot take it now.</summary>
    public static ReportReceipt Later(string why) => new(null, null, why);
}
