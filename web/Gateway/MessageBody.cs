using System.Buffers;
using System.IO.Compression;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>Reads the body of a report request, decompressing it, and never holds more than it may.</summary>
internal static class MessageBody
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads and parses the body.</summary>
    /// <exception cref="WireFormatException">It is no message.</exception>
    /// <exception cref="BadHttpRequestException">It is too large (413) or encoded in a way that is not known (415).</exception>
    public static async Task<ReportMessage> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        await using var body = Decoded(request);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), cancel) is var read and > 0)
            {
                length += read;
                if (length > WireLimits.MaxMessageBytes)
                    throw new BadHttpRequestException($"The message is over {WireLimits.MaxMessageBytes} bytes; send fewer reports at once.", StatusCodes.Status413PayloadTooLarge);
                if (length == buffer.Length) buffer = Grow(buffer);
            }

            return ReportMessageFormat.Read(buffer.AsSpan(0, length));
        }
        catch (InvalidDataException error)
        {
            throw new WireFormatException($"The body is not what its Content-Encoding says: {error.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
