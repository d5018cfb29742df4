using System.Text;

namespace Dcmon.Agent.Linux;

/// <summary>Reads one small kernel file again and again into the same memory.</summary>
internal sealed class TextFile(string path)
{
    private byte[] _bytes = new byte[4096];
    private char[] _text = new char[4096];

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The whole text, valid until the next read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ReadOnlySpan<char> Read()
    {
        // No FileStream: kernel files say that they are empty, and buffering would read them in pieces.
        using var file = File.OpenHandle(Path);
        var length = 0;
        while (true)
        {
            if (length == _bytes.Length) Array.Resize(ref _bytes, length * 2);
            var read = RandomAccess.Read(file, _bytes.AsSpan(length), length);
            if (read == 0) break;
            length += read;
        }

        if (_text.Length < length) _text = new char[_bytes.Length];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(_bytes.AsSpan(0, length), _text));
    }
}
