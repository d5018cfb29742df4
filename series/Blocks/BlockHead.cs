using System.Buffers.Binary;
using Dcmon.Wire;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks;

/// <summary>What a block holds and where: enough to read one entry without the others.</summary>
public sealed class BlockHead
{
    private readonly int[] _ends;
    private readonly uint[] _checksums;

    private BlockHead(Tier tier, int rows, int[] ends, uint[] checksums) =>
        (Tier, Rows, _ends, _checksums) = (tier, rows, ends, checksums);

    /// <summary>How finely it holds its time.</summary>
    public Tier Tier { get; }

    /// <summary>Values of each column: 1 to <see cref="BlockFormat.MaxRows"/>.</summary>
    public int Rows { get; }

    /// <summary>Number of entries.</summary>
    public int Entries => _ends.Length;

    /// <summary>Bytes of all entries together.</summary>
    public int DataLength => _ends.Length == 0 ? 0 : _ends[^1];

    /// <summary>Where an entry is in the data, its length in bytes, and its <see cref="Crc32C"/>.</summary>
    public (int Offset, int Length, uint Checksum) this[int entry]
    {
        get
        {
            var offset = entry == 0 ? 0 : _ends[entry - 1];
            return (offset, _ends[entry] - offset, _checksums[entry]);
        }
    }

    /// <summary>Reads a head and verifies its checksum.</summary>
    /// <exception cref="BlockFormatException">It is damaged, or of a version that this program does not know.</exception>
    public static BlockHead Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) throw new BlockFormatException($"The head of the block has {head.Length} bytes.");
        var body = head[..^4];
        if (Crc32C.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(head[^4..]))
            throw new BlockFormatException("The head of the block does not match its checksum.");
        try
        {
            return ReadBody(body);
        }
        catch (WireFormatException problem)
        {
            throw new BlockFormatException(problem.Message);
        }
    }

    /// <summary>Verifies an entry's bytes.</summary>
    /// <exception cref="BlockFormatException">They are not what they were.</exception>
    internal void Check(int entry, ReadOnlySpan<byte> bytes)
    {
        var (_, length, checksum) = this[entry];
        if (bytes.Length != length)
            throw new BlockFormatException($"Entry {entry} should have {length} bytes, and has {bytes.Length}.");
        if (Crc32C.Of(bytes) != checksum)
            throw new BlockFormatException($"Entry {entry} does not match its checksum.");
    }

    /// <summary>Writes a head with its checksum.</summary>
    internal static byte[] Write(Tier tier, int rows, IReadOnlyList<(int Length, uint Checksum)> entries)
    {
        var target = new WireWriter();
        target.Byte(BlockFormat.Version);
        target.Byte((byte)tier);
        target.Varint((ulong)rows);
        target.Varint((ulong)entries.Count);
        foreach (var (length, checksum) in entries)
        {
            target.Varint((ulong)length);
            BinaryPrimitives.WriteUInt32LittleEndian(target.Take(4), checksum);
        }

        var own = Crc32C.Of(target.Written);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Take(4), own);
        return target.Written.ToArray();
    }

    private static BlockHead ReadBody(ReadOnlySpan<byte> body)
    {
        var source = new WireReader(body);
        var version = source.Byte();
        if (version is 0 or > BlockFormat.Version)
            throw new BlockFormatException($"The block is of version {version}; this program knows 1 to {BlockFormat.Version}.");
        var tier = (Tier)source.Byte();
        if (tier > Tier.OneHour) throw new BlockFormatException($"The block is of tier {(byte)tier}, which does not exist.");
        var rows = source.Count(BlockFormat.MaxRows, "Rows");
        if (rows == 0) throw new BlockFormatException("The block has no rows.");
        // An entry takes 5 bytes or more: bytes that are not there cost no memory.
        var count = source.Count(Math.Min(BlockFormat.MaxEntries, source.Left / 5), "Entries");
        var ends = new int[count];
        var checksums = new uint[count];
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            end += source.Count(int.MaxValue - end, "Length of an entry");
            ends[i] = end;
            checksums[i] = BinaryPrimitives.ReadUInt32LittleEndian(source.Bytes(4));
        }

        if (source.Left > 0) throw new BlockFormatException($"{source.Left} bytes are left after the head of the block.");
        return new BlockHead(tier, rows, ends, checksums);
    }
}
