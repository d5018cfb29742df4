using System.Buffers.Binary;

namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>How full a BMC's event log (SEL) is, and when it changed last (IPMI 2.0, chapter 31.2).</summary>
/// <param name="Entries">Entries in it.</param>
/// <param name="FreeBytes">Room left; null where there is more than the BMC can say.</param>
/// <param name="LastAdd">When an entry was added last, in seconds of the BMC's clock; boards may leave it at 0 or all ones.</param>
/// <param name="LastErase">When it was cleared last, likewise.</param>
internal readonly record struct SelInfo(int Entries, int? FreeBytes, uint LastAdd, uint LastErase)
{
    private const int Length = 14;
    private const ushort Unspecified = 0xffff;

    /// <summary>
    /// Reads the answer to Get SEL Info (network function 0x0a, command 0x40); null where it is none.
    /// </summary>
    public static SelInfo? Parse(ReadOnlySpan<byte> answer)
    {
        if (answer.Length != Length) return null;
        var free = BinaryPrimitives.ReadUInt16LittleEndian(answer[3..]);
        return new SelInfo(
            BinaryPrimitives.ReadUInt16LittleEndian(answer[1..]),
            free == Unspecified ? null : free,
            BinaryPrimitives.ReadUInt32LittleEndian(answer[5..]),
            BinaryPrimitives.ReadUInt32LittleEndian(answer[9..]));
    }
}
