using System.Text.Json;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Reads the answer of <c>nvme smart-log /dev/nvme0n1 -o json</c>, which does not identify the drive.
/// </summary>
internal static class NvmeCliParser
{
    private const double ZeroCelsius = 273;

    /// <summary>Reads an answer.</summary>
    /// <param name="json">What nvme-cli printed.</param>
    /// <param name="identity">Which drive was queried.</param>
    /// <exception cref="FormatException">It is no JSON, or the JSON of something else.</exception>
    public static DriveReading Parse(ReadOnlyMemory<byte> json, DriveIdentity identity)
    {
        using var document = SmartctlParser.Document(json, "nvme");
        var log = document.RootElement;
        if (log.At("critical_warning").ValueKind == JsonValueKind.Undefined)
            throw new FormatException("nvme's answer has no critical_warning; a version with 'smart-log -o json' is needed");
        var reading = new DriveReading { Identity = identity };
        NvmeHealth.Read(log, reading);
        // Whole kelvins; 0 means that the drive does not report it.
        if (log.At("temperature").Number() is > 0 and var kelvins) reading.Set("smart_temperature_celsius", kelvins - ZeroCelsius);
        if (reading.Warnings is { } warnings) reading.Set("smart_healthy", warnings == 0);
        return reading;
    }
}
