using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>Updates of the operating system.</summary>
internal static class UpdateMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("updates_pending", Gauge, "", "Packages that could be updated, by the lists that the machine has."),
        new("updates_security_pending", Gauge, "", "Packages that could be updated for the sake of security."),
        new("reboot_required", Gauge, "", "1 where an update takes effect only after a restart."),
    ];
}
