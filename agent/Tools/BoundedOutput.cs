using System.Buffers;

namespace Dcmon.Agent.Tools;

/// <summary>Reads what a program writes, up to a bound.</summary>
internal static class BoundedOutput
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Reads to the end, or until it is enough.</summary>
    /// <returns>What was read; null where there is more than the bound.</returns>
    public static async Task<byte[]?> ReadAsync(Stream source, long most, CancellationToken enough)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grown(buffer);
                var read = await TryReadAsync(source, buffer.AsMemory(length), enough);
                length += read;
                if (length > most) return null;
                if (read == 0) return buffer.AsSpan(0, length).ToArray();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Reads to the end, or until it is enough, and keeps the first bytes only: a full pipe would stop the program.
    /// </summary>
    public static async Task<byte[]> ReadStartAsync(Stream source, int most, CancellationToken enough)
    {
        var start = new byte[most];
        var length = 0;
        var rest = new byte[most];
        while (await TryReadAsync(source, length < most ? start.AsMemory(length) : rest, enough) is var read and > 0)
            length = Math.Min(length + read, most);
        return start[..length];
    }

    private static async Task<int> TryReadAsync(Stream source, Memory<byte> target, CancellationToken enough)
    {
        try
        {
            return await source.ReadAsync(target, enough);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return 0;
        }
    }

    private static byte[] Grown(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
