using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>What SAS drives count in their log pages, as smartctl prints it.</summary>
internal static class ScsiHealth
{
    private const double BytesPerGigabyte = 1e9;

    private static readonly string[] Operations = ["read", "write", "verify"];

    /// <summary>Reads grown defects, wear and error counters.</summary>
    public static void Read(JsonElement root, DriveReading reading)
    {
        reading.Set("smart_grown_defects", root.At("scsi_grown_defect_list").Number());
        reading.SetIfMissing("smart_wear_ratio", root.At("scsi_percentage_used_endurance_indicator").Number() / 100);
        var log = root.At("scsi_error_counter_log");
        reading.SetIfMissing("smart_read_bytes_total", log.At("read", "gigabytes_processed").Number() * BytesPerGigabyte);
        reading.SetIfMissing("smart_written_bytes_total", log.At("write", "gigabytes_processed").Number() * BytesPerGigabyte);
        var uncorrected = Operations.Select(each => log.At(each, "total_uncorrected_errors").Number()).Where(double.IsFinite).ToArray();
        if (uncorrected.Length > 0) reading.Set("smart_media_errors_total", uncorrected.Sum());
    }
}
