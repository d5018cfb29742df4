using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// The SMART log of NVMe as smartctl and nvme-cli print it: the same fields of the specification, some under other
/// names.
/// </summary>
internal static class NvmeHealth
{
    /// <summary>Bytes a data unit: 1,000 blocks of 512 bytes, whatever the drive's own blocks are.</summary>
    private const double DataUnitBytes = 512_000;

    private const double SecondsPerHour = 3600;

    /// <summary>Reads the log.</summary>
    /// <param name="log">The object that has the fields.</param>
    /// <param name="reading">Where they go.</param>
    public static void Read(JsonElement log, DriveReading reading)
    {
        // nvme-cli in its verbose form makes the warnings an object.
        reading.Warnings = log.At("critical_warning").Integer() ?? log.At("critical_warning", "value").Integer();
        reading.Set("smart_spare_ratio", Either(log, "available_spare", "avail_spare") / 100);
        reading.Set("smart_spare_threshold_ratio", Either(log, "available_spare_threshold", "spare_thresh") / 100);
        reading.Set("smart_wear_ratio", Either(log, "percentage_used", "percent_used") / 100);
        reading.Set("smart_read_bytes_total", log.At("data_units_read").Number() * DataUnitBytes);
        reading.Set("smart_written_bytes_total", log.At("data_units_written").Number() * DataUnitBytes);
        reading.Set("smart_media_errors_total", log.At("media_errors").Number());
        reading.Set("smart_error_log_entries_total", log.At("num_err_log_entries").Number());
        reading.Set("smart_unsafe_shutdowns_total", log.At("unsafe_shutdowns").Number());
        reading.Set("smart_power_cycles_total", log.At("power_cycles").Number());
        reading.Set("smart_power_on_seconds_total", log.At("power_on_hours").Number() * SecondsPerHour);
    }

    private static double Either(JsonElement log, string one, string other) =>
        log.At(one).Number() is var value && double.IsNaN(value) ? log.At(other).Number() : value;
}
