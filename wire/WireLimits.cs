namespace Dcmon.Wire;

/// <summary>What the gateway accepts. Agents keep below it; a message above it is refused before it costs memory.</summary>
public static class WireLimits
{
    /// <summary>Largest request body as sent, bytes.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024;

    /// <summary>Largest request body after decompression, bytes: the bound on what a decompression bomb can cost.</summary>
    public const int MaxMessageBytes = 8 * 1024 * 1024;

    /// <summary>Reports in one message.</summary>
    public const int MaxReportsPerMessage = 1_000;

    /// <summary>Series in one schema.</summary>
    public const int MaxSeriesPerSchema = 5_000;

    /// <summary>Bytes of one schema as it travels; 5,000 series of containers, with their ids and images, take half of it.</summary>
    public const int MaxSchemaBytes = 2 * 1024 * 1024;

    /// <summary>Schemas in one message.</summary>
    public const int MaxSchemasPerMessage = 64;

    /// <summary>Labels of one series.</summary>
    public const int MaxLabels = 24;

    /// <summary>Characters of a metric or label name.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Characters of a label value.</summary>
    public const int MaxLabelValueLength = 1_024;

    /// <summary>Characters of each text of the machine's facts.</summary>
    public const int MaxFactLength = 1_024;

    /// <summary>Characters of all texts of the machine's facts; a thousand drives take half of it.</summary>
    public const int MaxFactsLength = 256 * 1024;

    /// <summary>Drives in the machine's facts.</summary>
    public const int MaxDrives = 1_000;

    /// <summary>GPUs, parts and collectors in the machine's facts, each.</summary>
    public const int MaxFactItems = 256;

    /// <summary>Events, processes and what else a report carries beside its values, bytes. Any one event takes less.</summary>
    public const int MaxExtrasBytes = 256 * 1024;

    /// <summary>Events in one report.</summary>
    public const int MaxEventsPerReport = 200;

    /// <summary>Characters of an event's kind.</summary>
    public const int MaxEventKindLength = 40;

    /// <summary>Characters of an event's key.</summary>
    public const int MaxEventKeyLength = 200;

    /// <summary>Characters of an event's message.</summary>
    public const int MaxEventMessageLength = 4_096;

    /// <summary>Processes in a report's table.</summary>
    public const int MaxProcesses = 64;

    /// <summary>Characters of each text of a process.</summary>
    public const int MaxProcessTextLength = 256;

    /// <summary>How far in the future a report's time may lie, milliseconds (5 minutes).</summary>
    public const long MaxFutureMilliseconds = 5 * 60 * 1000;
}
