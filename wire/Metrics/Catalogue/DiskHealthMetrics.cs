using static Dcmon.Wire.Metrics.MetricKind;

namespace Dcmon.Wire.Metrics.Catalogue;

/// <summary>
/// Health of drives (SMART, NVMe) and of what is built of them. Labels <c>device</c>, <c>model</c> and <c>serial</c>; of RAID
/// <c>array</c>, of ZFS <c>pool</c>.
/// </summary>
internal static class DiskHealthMetrics
{
    /// <summary>The definitions.</summary>
    public static readonly MetricDefinition[] All =
    [
        new("smart_healthy", Gauge, "", "1 where the drive calls itself healthy, 0 where it expects to fail."),
        new("smart_temperature_celsius", Gauge, "celsius", "Temperature of the drive."),
        new("smart_wear_ratio", Gauge, "ratio", "Part of the rated life of the flash that is used up; may exceed 1."),
        new("smart_spare_ratio", Gauge, "ratio", "Spare blocks left, as a part of those at first."),
        new("smart_spare_threshold_ratio", Gauge, "ratio", "Spare blocks below which the drive warns."),
        new("smart_media_errors_total", Counter, "", "Times that data could not be read or written intact."),
        new("smart_error_log_entries_total", Counter, "", "Entries in the drive's error log over its life, harmless ones included."),
        new("smart_power_on_seconds_total", Counter, "seconds", "Time that the drive was switched on."),
        new("smart_power_cycles_total", Counter, "", "Times that the drive was switched on."),
        new("smart_unsafe_shutdowns_total", Counter, "", "Times that the drive lost power without warning."),
        new("smart_written_bytes_total", Counter, "bytes", "Bytes written in the drive's life."),
        new("smart_read_bytes_total", Counter, "bytes", "Bytes read in the drive's life."),
        new("smart_critical_warning", Gauge, "", "1 where the drive gives this warning."),
        new("smart_pending_sectors", Gauge, "", "Sectors that cannot be read and wait for being written anew."),
        new("smart_reallocated_sectors", Gauge, "", "Bad sectors replaced by spare ones."),
        new("smart_uncorrectable_sectors", Gauge, "", "Sectors that the drive found unreadable."),
        new("smart_crc_errors", Gauge, "", "Transfers spoiled between drive and controller: often the cable."),
        new("smart_grown_defects", Gauge, "", "Defects that a SAS drive found since it was made."),
        new("smart_selftest_passed", Gauge, "", "1 where the newest finished self-test found nothing."),
        new("smart_selftest_age_seconds", Gauge, "seconds", "Time that the drive was switched on since its newest finished self-test."),
        new("smart_asleep", Gauge, "", "1 where the drive sleeps and was left alone; its other values are old."),

        new("raid_disks", Gauge, "", "Drives that the array should have."),
        new("raid_disks_active", Gauge, "", "Drives that work in the array."),
        new("raid_disks_failed", Gauge, "", "Drives of the array that failed."),
        new("raid_degraded", Gauge, "", "1 where the array lacks a drive."),
        new("raid_sync_ratio", Gauge, "ratio", "How far a check, recovery or resync of the array has come."),
        new("raid_mismatches", Gauge, "", "Sectors whose copies differed at the array's last check."),
        new("zfs_pool_state", Gauge, "", "1 for the state that the pool is in, 0 for the others."),
        new("zfs_arc_size_bytes", Gauge, "bytes", "Memory that ZFS' cache (the ARC) holds."),
        new("zfs_arc_min_size_bytes", Gauge, "bytes", "What ZFS' cache keeps, however little memory there is."),
        new("zfs_arc_max_size_bytes", Gauge, "bytes", "What ZFS' cache grows to at most."),
        new("zfs_arc_hits_total", Counter, "", "Reads that ZFS' cache answered."),
        new("zfs_arc_misses_total", Counter, "", "Reads that ZFS' cache could not answer."),
        new("zfs_arc_hit_ratio", Gauge, "ratio", "Share of the reads that ZFS' cache answered since the collector's last run, since ZFS was loaded at the first."),
    ];
}
