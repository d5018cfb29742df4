using Dcmon.Agent.Collectors.Containers.Engine;

namespace Dcmon.Agent.Collectors.Containers.Events;

/// <summary>
/// Reads an endless answer line by line, in bounded memory: a line that is too long is passed over. Not safe for
/// concurrent use.
/// </summary>
/// <param name="stream">The answer.</param>
internal sealed class EventLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[EngineLimits.Event];
    private int _start, _end;
    private bool _isTooLong;

    /// <summary>
    /// The next line, which may be empty, valid until the next call; null at the end. What stands after the last
    /// newline is no line.
    /// </summary>
    /// <exception cref="IOException">The answer breaks off.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            var newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = _buffer.AsMemory(_start, newline);
                _start += newline + 1;
                if (!_isTooLong) return line;
                _isTooLong = false;
                continue;
            }

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), stop);
            if (read == 0) return null;
            _end += read;
        }
    }

    private void MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end < _buffer.Length) return;
        (_end, _isTooLong) = (0, true);
    }
}
