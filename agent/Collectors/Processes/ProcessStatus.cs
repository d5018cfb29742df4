using System.Buffers.Text;
using System.Text;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Processes;

/// <summary>What <c>/proc/PID/status</c> has about a process, other than its figures.</summary>
/// <param name="Name">Name of its program, cut by the kernel to 15 bytes; the process may change it.</param>
/// <param name="User">Who it acts as (effective user id).</param>
internal readonly record struct ProcessStatus(string Name, uint User)
{
    /// <summary>
    /// Reads lines such as <c>Name:    bash</c> and <c>Uid:    1000    1000    1000    1000</c>, the second of which is
    /// the effective one.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessStatus status)
    {
        status = default;
        if (Line(text, "Name:\t"u8) is not { Length: > 0 } name) return false;
        var users = Line(text, "Uid:\t"u8);
        var effective = users[(users.IndexOf((byte)'\t') + 1)..];
        if (!Utf8Parser.TryParse(effective, out uint user, out _)) return false;
        status = new ProcessStatus(PlainText.Line(Encoding.UTF8.GetString(name)), user);
        return true;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        foreach (var range in text.Split((byte)'\n'))
            if (text[range].StartsWith(key))
                return text[range][key.Length..];
        return default;
    }
}
