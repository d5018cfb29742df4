using Dcmon.Wire.Extras;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>What an Xid means.</summary>
/// <param name="Text">For people.</param>
/// <param name="Action">What NVIDIA recommends to do at first.</param>
/// <param name="Severity">How bad it is.</param>
internal sealed record XidMeaning(string Text, XidAction Action, EventSeverity Severity)
{
    /// <summary>
    /// The same with the text of the line itself: Xid 154 names the recovery action that the driver requests from now on, and that is bad
    /// where it is a reset or a restart.
    /// </summary>
    public XidMeaning With(string? line) =>
        Action == XidAction.SeeText && line is not null && IsDemand(line) ? this with { Severity = EventSeverity.Error } : this;

    private static bool IsDemand(string line)
    {
        const string before = " to ";
        var at = line.IndexOf(before, StringComparison.Ordinal);
        var now = at < 0 ? line : line[at..];
        return now.Contains("Reset", StringComparison.OrdinalIgnoreCase) || now.Contains("Reboot", StringComparison.OrdinalIgnoreCase)
            || now.Contains("Drain", StringComparison.OrdinalIgnoreCase);
    }
}
