using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Reads what <c>smartctl -j</c> (7.0 or later) prints of one drive: the parts that all drives share, then its own
/// kind's.
/// </summary>
internal static class SmartctlParser
{
    private const double SecondsPerHour = 3600;
    private const double SecondsPerMinute = 60;

    /// <summary>Reads an answer.</summary>
    /// <param name="json">What smartctl printed.</param>
    /// <exception cref="FormatException">It is no JSON, or the JSON of something else.</exception>
    public static SmartctlAnswer Parse(ReadOnlyMemory<byte> json)
    {
        using var document = Document(json, "smartctl");
        var root = document.RootElement;
        var status = root.At("smartctl", "exit_status").Integer() ?? throw new FormatException("smartctl's answer has no exit_status");
        var reading = new DriveReading { Identity = Identity(root) };
        ReadShared(root, reading);
        NvmeHealth.Read(root.At("nvme_smart_health_information_log"), reading);
        AtaHealth.Read(root, reading);
        ScsiHealth.Read(root, reading);
        SelfTests.Read(root, reading);
        return new SmartctlAnswer(new SmartctlStatus(status), reading, FirstError(root));
    }

    /// <summary>Parses a tool's answer.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    internal static JsonDocument Document(ReadOnlyMemory<byte> json, string tool)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw new FormatException($"{tool}'s answer is no JSON, or only a part of it");
        }
    }

    private static DriveIdentity Identity(JsonElement root) => new(
        root.At("model_name").Text() ?? root.At("scsi_model_name").Text() ?? VendorAndProduct(root),
        root.At("serial_number").Text(),
        root.At("firmware_version").Text() ?? root.At("scsi_revision").Text() ?? root.At("revision").Text(),
        root.At("device", "protocol").Text());

    private static string? VendorAndProduct(JsonElement root) =>
        root.At("scsi_product").Text() is { } product ? $"{root.At("scsi_vendor").Text()} {product}".Trim() : null;

    private static void ReadShared(JsonElement root, DriveReading reading)
    {
        reading.Set("smart_healthy", root.At("smart_status", "passed").Flag());
        // 0 is what volumes of RAID controllers and drives without a sensor report.
        if (root.At("temperature", "current").Number() is not 0 and var celsius) reading.Set("smart_temperature_celsius", celsius);
        var time = root.At("power_on_time");
        var minutes = time.At("minutes").Number();
        reading.Set("smart_power_on_seconds_total",
            time.At("hours").Number() * SecondsPerHour + (double.IsNaN(minutes) ? 0 : minutes * SecondsPerMinute));
        reading.Set("smart_power_cycles_total", root.At("power_cycle_count").Number());
        // Newer versions print these for every kind of drive, from the drive's own statistics where it has them.
        reading.Set("smart_wear_ratio", root.At("endurance_used", "current_percent").Number() / 100);
        reading.Set("smart_read_bytes_total", Bytes(root.At("host_reads")));
        reading.Set("smart_written_bytes_total", Bytes(root.At("host_writes")));
    }

    private static double Bytes(JsonElement traffic) => traffic.At("units").Number() * traffic.At("bytes_per_unit").Number();

    private static string? FirstError(JsonElement root) => root.At("smartctl", "messages").Items()
        .Where(each => each.At("severity").Text() == "error")
        .Select(each => each.At("string").Text())
        .FirstOrDefault(each => each is not null);
}
