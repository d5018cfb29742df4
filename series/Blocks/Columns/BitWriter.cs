using System.Buffers.Binary;
using Dcmon.Wire.Packing;

namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>Writes integers of any number of bits, lowest bit first, one after the other. <see cref="Finish"/> must end it.</summary>
internal ref struct BitWriter(WireWriter target)
{
    private readonly WireWriter _target = target;
    private ulong _pending = 0;
    private int _count = 0;

    /// <summary>Writes the lowest <paramref name="bits"/> (0 to 64) bits of a value whose other bits are 0.</summary>
    public void Write(ulong value, int bits)
    {
        _pending |= value << _count;
        if (_count + bits < 64)
        {
            _count += bits;
            return;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(_target.Take(8), _pending);
        // A shift by 64 would be one by 0.
        _pending = _count == 0 ? 0 : value >> (64 - _count);
        _count += bits - 64;
    }

    /// <summary>Fills the last byte up with zeros.</summary>
    public void Finish()
    {
        for (; _count > 0; _count -= 8, _pending >>= 8)
            _target.Byte((byte)_pending);
        _count = 0;
    }
}
