using System.Text;

namespace Dcmon.Agent.Tools;

/// <summary>What a program reported. Whether its exit code is a failure is for the caller to know.</summary>
/// <param name="ExitCode">0 to 255; 128 and the signal's number where a signal ended it.</param>
/// <param name="Output">All of stdout.</param>
/// <param name="Error">The first 4 KiB of stderr on one line, without control characters.</param>
/// <param name="Took">How long it ran.</param>
internal sealed record ToolResult(int ExitCode, byte[] Output, string Error, TimeSpan Took)
{
    /// <summary>True where it failed and printed nothing but, perhaps, why.</summary>
    public bool IsRefusal => ExitCode != 0 && Output.AsSpan().Trim((byte)'\n').IsEmpty;

    /// <summary>stdout as text; what is not UTF-8 becomes U+FFFD. Decodes anew at each call.</summary>
    public string Text => Encoding.UTF8.GetString(Output);
}
