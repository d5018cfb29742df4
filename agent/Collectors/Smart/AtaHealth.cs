using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// What SATA drives report: statistics of the ATA standard first, then the attributes, whose meaning is each maker's
/// own. Where it depends on the maker, smartctl's name of an attribute counts, which its database of drives gives.
/// </summary>
internal static class AtaHealth
{
    /// <summary>Places in the standard's device statistics: page, offset.</summary>
    private static readonly (int Page, int Offset) SectorsWritten = (1, 0x18), SectorsRead = (1, 0x28), EnduranceUsed = (7, 0x08);

    /// <summary>Attributes that mean the same with all makers that have them.</summary>
    private static readonly Dictionary<int, string> Counts = new()
    {
        [5] = "smart_reallocated_sectors",
        [187] = "smart_media_errors_total",
        [197] = "smart_pending_sectors",
        [198] = "smart_uncorrectable_sectors",
        [199] = "smart_crc_errors",
    };

    /// <summary>Attributes whose normalized value falls from 100 as the flash wears.</summary>
    private static readonly HashSet<string> LifeLeft =
    [
        "Media_Wearout_Indicator", "Percent_Life_Remaining", "Percent_Lifetime_Remain", "Remaining_Lifetime_Perc",
        "SSD_Life_Left", "Wear_Leveling_Count",
    ];

    private static readonly HashSet<string> PowerLosses = ["Unsafe_Shutdown_Count", "Unexpect_Power_Loss_Ct"];

    /// <summary>Reads statistics, attributes and the number of logged errors.</summary>
    public static void Read(JsonElement root, DriveReading reading)
    {
        var block = root.At("logical_block_size").Number();
        ReadStatistics(root.At("ata_device_statistics"), block, reading);
        var known = root.At("in_smartctl_database").Flag() == true;
        foreach (var each in root.At("ata_smart_attributes", "table").Items())
            ReadAttribute(new AtaAttribute(each), known, block, reading);
        var log = root.At("ata_smart_error_log");
        reading.Set("smart_error_log_entries_total", log.At("extended", "count").Number());
        reading.SetIfMissing("smart_error_log_entries_total", log.At("summary", "count").Number());
    }

    private static void ReadStatistics(JsonElement statistics, double block, DriveReading reading)
    {
        foreach (var page in statistics.At("pages").Items())
            foreach (var row in page.At("table").Items())
            {
                if (row.At("flags", "valid").Flag() != true) continue;
                var place = (page.At("number").Integer() ?? 0, row.At("offset").Integer() ?? 0);
                var value = row.At("value").Number();
                if (place == SectorsWritten) reading.Set("smart_written_bytes_total", value * block);
                else if (place == SectorsRead) reading.Set("smart_read_bytes_total", value * block);
                else if (place == EnduranceUsed) reading.Set("smart_wear_ratio", value / 100);
            }
    }

    private static void ReadAttribute(AtaAttribute attribute, bool known, double block, DriveReading reading)
    {
        if (Counts.TryGetValue(attribute.Id, out var metric)) reading.SetIfMissing(metric, attribute.Count);
        if (LifeLeft.Contains(attribute.Name) && attribute.Value is >= 0 and <= 100)
            reading.SetIfMissing("smart_wear_ratio", (100 - attribute.Value) / 100);
        if (attribute.Name == "Available_Reservd_Space" && attribute.Value is >= 0 and <= 100)
        {
            reading.SetIfMissing("smart_spare_ratio", attribute.Value / 100);
            if (attribute.Threshold > 0) reading.SetIfMissing("smart_spare_threshold_ratio", attribute.Threshold / 100);
        }

        if (PowerLosses.Contains(attribute.Name)) reading.SetIfMissing("smart_unsafe_shutdowns_total", attribute.Count);
        // Of a drive that smartctl does not know, the name is but its guess, and the unit may be another.
        if (!known) return;
        if (AtaTraffic.BytesWritten(attribute, block) is { } written) reading.SetIfMissing("smart_written_bytes_total", written);
        if (AtaTraffic.BytesRead(attribute, block) is { } read) reading.SetIfMissing("smart_read_bytes_total", read);
    }
}
