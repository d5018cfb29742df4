using System.Buffers.Binary;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Power that the whole machine draws (DCMI 1.5, chapter 6.6.1). Requested as raw bytes: <c>dcmi power reading</c>
/// reads beyond its arguments when ipmitool runs it from a script.
/// </summary>
internal static class DcmiPower
{
    /// <summary>ipmitool's command: Get Power Reading, of the system.</summary>
    public const string Command = "raw 0x2c 0x02 0xdc 0x01 0x00 0x00";

    private const byte Group = 0xdc;
    private const int Length = 18;
    private const int MeasurementActive = 0x40;

    /// <summary>Power drawn now, watts; null where the answer is none, or the BMC does not measure now.</summary>
    public static int? Parse(ReadOnlySpan<byte> answer) =>
        answer.Length == Length && answer[0] == Group && (answer[^1] & MeasurementActive) != 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer[1..])
            : null;
}
