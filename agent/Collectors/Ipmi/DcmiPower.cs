using System.Buffers.Binary;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>Power that the whole machine draws: the answer to <see cref="Access.BatchCommand.Power"/>.</summary>
internal static class DcmiPower
{
    private const byte Group = 0xdc;
    private const int Length = 18;
    private const int MeasurementActive = 0x40;

    /// <summary>Power drawn now, watts; null where the answer is none, or the BMC does not measure now.</summary>
    public static int? Parse(ReadOnlySpan<byte> answer) =>
        answer.Length == Length && answer[0] == Group && (answer[^1] & MeasurementActive) != 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer[1..])
            : null;
}
