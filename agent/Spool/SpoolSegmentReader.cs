using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Dcmon.Agent.Spool;

/// <summary>Walks over the records of a segment's file, a block at a time.</summary>
internal static class SpoolSegmentReader
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads records that are known to be whole.</summary>
    /// <returns>Type, payload (valid until the next record), and the offset after the record.</returns>
    /// <exception cref="IOException">A record is not as it was written.</exception>
    public static IEnumerable<(SpoolRecordType Type, ReadOnlyMemory<byte> Payload, long Next)> Read(
        SafeFileHandle file, long from, long end)
    {
        var at = from;
        foreach (var record in ReadSound(file, from, end))
        {
            at = record.Next;
            yield return record;
        }

        if (at < end) throw new IOException($"A record at offset {at} is damaged.");
    }

    /// <summary>Reads records up to the first that is cut or damaged.</summary>
    /// <returns>Type, payload (valid until the next record), and the offset after the record.</returns>
    public static IEnumerable<(SpoolRecordType Type, ReadOnlyMemory<byte> Payload, long Next)> ReadSound(
        SafeFileHandle file, long from, long end)
    {
        var block = new byte[BlockSize];
        var (blockAt, blockLength) = (from, 0);
        for (var at = from; at + SpoolRecord.HeaderSize < end;)
        {
            if (!Has(SpoolRecord.HeaderSize)) yield break;
            var header = block.AsSpan((int)(at - blockAt));
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (length is < 1 or > SpoolRecord.LargestBody || !Has(SpoolRecord.HeaderSize + length)) yield break;
            var body = block.AsMemory((int)(at - blockAt) + SpoolRecord.HeaderSize, length);
            if (SpoolRecord.Checksum(body.Span) != checksum) yield break;
            at += SpoolRecord.HeaderSize + length;
            yield return ((SpoolRecordType)body.Span[0], body[1..], at);

            // Makes sure that the block holds so many bytes from the present offset on.
            bool Has(int count)
            {
                if (at + count <= blockAt + blockLength) return true;
                if (at + count > end) return false;
                if (count > block.Length) block = new byte[count];
                (blockAt, blockLength) = (at, 0);
                var wanted = (int)Math.Min(block.Length, end - at);
                while (blockLength < wanted)
                {
                    var read = RandomAccess.Read(file, block.AsSpan(blockLength, wanted - blockLength), blockAt + blockLength);
                    if (read == 0) break;
                    blockLength += read;
                }

                return blockLength >= count;
            }
        }
    }
}
