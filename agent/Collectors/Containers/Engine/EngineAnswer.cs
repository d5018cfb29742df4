using System.Buffers;

namespace Dcmon.Agent.Collectors.Containers.Engine;

/// <summary>The whole of an answer, in memory that is given back by <see cref="Dispose"/>.</summary>
internal sealed class EngineAnswer : IDisposable
{
    private const int Shortest = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Shortest);
    private int _length;

    private EngineAnswer()
    {
    }

    /// <summary>The bytes; not after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.AsMemory(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The body of the answer.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="EngineException">It has more.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    public static async Task<EngineAnswer> ReadAsync(Stream stream, int most, CancellationToken stop)
    {
        var answer = new EngineAnswer();
        try
        {
            await answer.FillAsync(stream, most, stop);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async Task FillAsync(Stream stream, int most, CancellationToken stop)
    {
        while (await stream.ReadAsync(_buffer.AsMemory(_length), stop) is var read and > 0)
        {
            _length += read;
            if (_length > most) throw new EngineException($"the answer has more than {most / 1024} KiB");
            if (_length == _buffer.Length) Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
