using System.Text;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Several commands for one run of ipmitool (<c>exec</c>): it opens one session, and reads its table of 60,000 makers
/// once, which costs more than all the rest. What each command prints stands below a line that names it.
/// </summary>
internal sealed class BmcBatch
{
    private const string Marker = "dcmon:";

    private readonly StringBuilder _script = new();

    /// <summary>Adds a command.</summary>
    /// <param name="name">What to find its output by; one word.</param>
    /// <param name="command">As for ipmitool's command line.</param>
    public BmcBatch Add(string name, string command)
    {
        _script.Append("echo ").Append(Marker).Append(name).Append('\n').Append(command).Append('\n');
        return this;
    }

    /// <summary>The text that <c>ipmitool exec</c> reads.</summary>
    public override string ToString() => _script.ToString();

    /// <summary>Finds what each command printed; nothing for those that failed.</summary>
    public static IReadOnlyDictionary<string, string> Split(ReadOnlySpan<char> output)
    {
        var parts = new Dictionary<string, string>();
        string? name = null;
        var part = new StringBuilder();
        foreach (var line in output.EnumerateLines())
        {
            if (line.StartsWith(Marker))
            {
                Take();
                name = line[Marker.Length..].Trim().ToString();
                continue;
            }

            part.Append(line).Append('\n');
        }

        Take();
        return parts;

        void Take()
        {
            if (name is not null) parts.TryAdd(name, part.ToString());
            part.Clear();
        }
    }
}
