using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Dcmon.Wire;

namespace Dcmon.Web.Gateway;

/// <summary>Makes something of a body.</summary>
internal delegate T BodyParser<out T>(ReadOnlySpan<byte> body);

/// <summary>Reads the body of a report request, decompressing it, and never holds more than it may.</summary>
internal static class MessageBody
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>
    /// Up to this length a body is taken from the connection's own buffer in one piece: live reports are, batches of the past are not.
    /// </summary>
    private const int LargestPiece = 16 * 1024;

    /// <summary>
    /// Buffers of 64 KiB to 8 MiB. A pool of its own, for the shared one keeps some of each size for each thread: large messages, sent on
    /// purpose, would make it hold hundreds of megabytes.
    /// </summary>
    private static readonly ArrayPool<byte> Buffers = ArrayPool<byte>.Create(WireLimits.MaxMessageBytes, 4);

    /// <summary>Reads and parses the body.</summary>
    /// <exception cref="WireFormatException">It is not what the parser expects.</exception>
    /// <exception cref="BadHttpRequestException">It is too large (413) or encoded in a way that is not known (415).</exception>
    public static Task<T> ReadAsync<T>(HttpRequest request, BodyParser<T> parse, CancellationToken cancel) =>
        request.ContentLength is > 0 and <= LargestPiece and var length && IsPlain(request)
            ? ReadPieceAsync(request.BodyReader, (int)length, parse, cancel)
            : ReadStreamAsync(request, parse, cancel);

    private static bool IsPlain(HttpRequest request) => request.Headers.ContentEncoding.Count == 0;

    private static async Task<T> ReadPieceAsync<T>(PipeReader body, int length, BodyParser<T> parse, CancellationToken cancel)
    {
        var read = await body.ReadAtLeastAsync(length, cancel);
        try
        {
            return read.Buffer.IsSingleSegment ? parse(read.Buffer.FirstSpan) : parse(read.Buffer.ToArray());
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    private static async Task<T> ReadStreamAsync<T>(HttpRequest request, BodyParser<T> parse, CancellationToken cancel)
    {
        await using var body = Decoded(request);
        var buffer = Buffers.Rent(ChunkSize);
        try
        {
            var length = 0;
            while (await ReadAsync(body, buffer.AsMemory(length), cancel) is var read and > 0)
            {
                length += read;
                if (length == buffer.Length) buffer = Grow(buffer);
            }

            return parse(buffer.AsSpan(0, length));
        }
        finally
        {
            Buffers.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> target, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(target, cancel);
        }
        // GZipStream throws the one on bad data, BrotliStream the other.
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw new WireFormatException($"The body is not what its Content-Encoding says: {error.Message}");
        }
    }

    private static Stream Decoded(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => request.Body,
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        var other => throw new BadHttpRequestException($"Content-Encoding '{other}' is not known; use br, gzip or none.", StatusCodes.Status415UnsupportedMediaType),
    };

    private static byte[] Grow(byte[] full)
    {
        if (full.Length >= WireLimits.MaxMessageBytes)
            throw new BadHttpRequestException($"The message has {WireLimits.MaxMessageBytes} bytes or more; send fewer reports at once.", StatusCodes.Status413PayloadTooLarge);
        var larger = Buffers.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        Buffers.Return(full);
        return larger;
    }
}
