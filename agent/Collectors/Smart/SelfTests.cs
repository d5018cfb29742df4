using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// The newest self-test that came to an end, as smartctl prints the logs of the three kinds of drives, newest first.
/// Tests that were aborted or still run say nothing about the drive and are skipped.
/// </summary>
internal static class SelfTests
{
    /// <summary>Tests that a SAS drive remembers.</summary>
    private const int ScsiTests = 20;

    /// <summary>Drives count the hours of a test in 16 bits.</summary>
    private const double HoursAround = 65_536;

    private const double SecondsPerHour = 3600;

    /// <summary>Reads the result, and its age by what <paramref name="reading"/> has of the time that the drive was on.</summary>
    public static void Read(JsonElement root, DriveReading reading)
    {
        var newest = Ata(root).Concat(Nvme(root)).Concat(Scsi(root)).FirstOrDefault(each => each.Passed is not null);
        reading.Set("smart_selftest_passed", newest.Passed);
        if (newest.Passed is null) return;
        var hours = Math.Floor(reading["smart_power_on_seconds_total"] / SecondsPerHour) - newest.Hours;
        if (hours < 0) hours += Math.Ceiling(-hours / HoursAround) * HoursAround;
        else if (newest.Wraps) hours %= HoursAround;
        reading.Set("smart_selftest_age_seconds", hours * SecondsPerHour);
    }

    private static IEnumerable<Test> Ata(JsonElement root)
    {
        var log = root.At("ata_smart_self_test_log");
        return log.At("extended", "table").Items().Concat(log.At("standard", "table").Items())
            .Select(each => new Test(each.At("status", "passed").Flag(), each.At("lifetime_hours").Number(), Wraps: true));
    }

    // Results of the NVMe specification's log 06h: 0 passed; 5, 6 and 7 failed; the others were aborted.
    private static IEnumerable<Test> Nvme(JsonElement root) => root.At("nvme_self_test_log", "table").Items()
        .Select(each => new Test(
            each.At("self_test_result", "value").Integer() switch { 0 => true, 5 or 6 or 7 => false, _ => null },
            each.At("power_on_hours").Number(),
            Wraps: false));

    // Results of SPC's log page 10h: 0 passed; 3 to 7 failed; the others were aborted or still run.
    private static IEnumerable<Test> Scsi(JsonElement root) => Enumerable.Range(0, ScsiTests)
        .Select(number => root.At($"scsi_self_test_{number}"))
        .Select(each => new Test(
            each.At("result", "value").Integer() switch { 0 => true, >= 3 and <= 7 => false, _ => null },
            each.At("power_on_time", "hours").Number(),
            Wraps: true));

    private readonly record struct Test(bool? Passed, double Hours, bool Wraps);
}
