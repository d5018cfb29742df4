using Dcmon.Wire.Extras;
using static Dcmon.Wire.Extras.EventSeverity;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>Judges entries of the event log by ipmitool's words for them.</summary>
internal static class SelSeverities
{
    /// <summary>The first that the description holds decides, so the worse and the longer stand first.</summary>
    private static readonly (string Words, EventSeverity Severity)[] Rules =
    [
        ("Transition to OK", Info), ("Transition to Critical", Error), ("Transition to Non-critical", Warning),
        ("Predictive failure", Warning), ("Predictive Failure Deasserted", Info), ("Predictive Failure", Warning),
        ("Correctable ECC logging limit", Error),
        ("Uncorrectable", Critical), ("Correctable", Warning),
        ("Non-recoverable", Critical), ("Unrecoverable", Critical), ("Non-critical", Warning), ("Critical", Error),
        ("IERR", Critical), ("Thermal Trip", Critical), ("Parity", Critical), ("Bus Fatal", Critical), ("Fatal NMI", Critical),
        ("kernel panic", Critical), ("Run-time critical stop", Critical),
        ("AC lost", Critical), ("AC out-of-range", Warning), ("power down", Error), ("Power off/down", Warning),
        ("Non-Redundant: Insufficient", Error), ("Non-Redundant", Warning), ("Redundancy Lost", Warning), ("Redundancy Degraded", Warning),
        ("Limit Not Exceeded", Info), ("Limit Exceeded", Warning), ("Performance Lags", Warning), ("Degraded", Warning),
        ("intrusion", Warning), ("violation", Warning), ("Throttled", Warning), ("Timer expired", Warning), ("Hard reset", Warning), ("Power cycle", Warning),
        ("Log full", Warning), ("Log almost full", Warning), ("logging disabled", Warning),
        ("FRB", Error), ("PERR", Error), ("SERR", Error), ("NMI", Error), ("Bus Timeout", Error), ("Drive Fault", Error), ("Failed Array", Error),
        ("Rebuild Aborted", Error), ("Memory Device Disabled", Error), ("Install Error", Error), ("Configuration Error", Error), ("Config Error", Error),
        ("fail", Error), ("fault", Error), ("Error", Error), ("Low", Warning), ("unavailable", Warning), ("lost", Warning),
    ];

    /// <summary>
    /// The severity of an entry. What ended is informational, and so is a value that comes back across a threshold.
    /// </summary>
    public static EventSeverity Of(SelEntry entry)
    {
        var isPowerSupply = entry.Type == "Power Supply";
        if (!entry.IsAsserted) return isPowerSupply && entry.Description == "Presence detected" ? Warning : Info;
        if (IsReturn(entry.Description)) return Info;
        // Other sensors use the same words for what is less grave.
        if (isPowerSupply && entry.Description == "Failure detected") return Critical;
        foreach (var (words, severity) in Rules)
            if (entry.Description.Contains(words, Comparison(words))) return severity;
        return Info;
    }

    /// <summary>Words in small letters are looked for in any case.</summary>
    private static StringComparison Comparison(string words) =>
        words.Any(char.IsUpper) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private static bool IsReturn(string description) =>
        (description.StartsWith("Lower ", StringComparison.Ordinal) && description.EndsWith("going high", StringComparison.Ordinal))
        || (description.StartsWith("Upper ", StringComparison.Ordinal) && description.EndsWith("going low", StringComparison.Ordinal));
}
