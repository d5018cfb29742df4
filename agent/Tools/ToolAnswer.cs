using System.Globalization;
using System.Text;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Tools;

/// <summary>
/// A run's outcome as bytes, for another process. The first line is the exit code and what the tool said on stderr
/// (<c>0 text</c>), or why there is no answer (<c>- text</c>); the rest is what it wrote to stdout.
/// </summary>
internal static class ToolAnswer
{
    private const string None = "-";
    private const byte LineEnd = (byte)'\n';

    /// <summary>The bytes of a run that came to its end.</summary>
    public static byte[] Of(ToolResult result) =>
        Bytes(result.ExitCode.ToString(CultureInfo.InvariantCulture), result.Error, result.Output);

    /// <summary>The bytes of one that did not.</summary>
    public static byte[] Of(ToolException error) => Bytes(None, error.Message, []);

    /// <summary>The outcome; null where the bytes are of something else.</summary>
    /// <exception cref="ToolException">The run did not come to its end.</exception>
    public static ToolResult? TryParse(byte[] answer)
    {
        var end = Array.IndexOf(answer, LineEnd);
        var line = end < 0 ? "" : Encoding.UTF8.GetString(answer, 0, end);
        var blank = line.IndexOf(' ');
        if (blank < 0) return null;
        var (code, text) = (line[..blank], line[(blank + 1)..]);
        if (code == None) throw new ToolException(text);
        return int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var exitCode)
            ? new ToolResult(exitCode, answer[(end + 1)..], text, TimeSpan.Zero)
            : null;
    }

    private static byte[] Bytes(string code, string text, ReadOnlySpan<byte> output) =>
        [.. Encoding.UTF8.GetBytes($"{code} {PlainText.Line(text)}\n"), .. output];
}
