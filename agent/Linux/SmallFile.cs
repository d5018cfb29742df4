using System.Buffers.Text;
using System.Text;

namespace Dcmon.Agent.Linux;

/// <summary>
/// Reads kernel files of one value, of which a machine can have hundreds: without a buffer for each. What a device does
/// not have, or does not report now, is missing and no error.
/// </summary>
internal static class SmallFile
{
    /// <summary>Longest value; longer ones are cut.</summary>
    private const int Longest = 256;

    /// <summary>The whole number at the beginning of a file; NaN where there is none.</summary>
    public static double Number(string path)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        var text = bytes[..Read(path, bytes)];
        return Utf8Parser.TryParse(text, out long value, out _) ? value : double.NaN;
    }

    /// <summary>The text of a file without surrounding blanks; null where there is none.</summary>
    public static string? Text(string path)
    {
        Span<byte> bytes = stackalloc byte[Longest];
        var text = Encoding.UTF8.GetString(bytes[..Read(path, bytes)]).Trim();
        return text.Length > 0 ? text : null;
    }

    private static int Read(string path, Span<byte> bytes)
    {
        if (!File.Exists(path)) return 0;
        try
        {
            using var file = File.OpenHandle(path);
            return RandomAccess.Read(file, bytes, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // EIO, EAGAIN and ENODATA are how drivers say "not now", ENODEV that the device went away meanwhile.
            return 0;
        }
    }
}
