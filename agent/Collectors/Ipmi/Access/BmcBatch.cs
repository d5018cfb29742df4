using System.Text;

namespace Dcmon.Agent.Collectors.Ipmi.Access;

/// <summary>
/// Several commands for one run of ipmitool (<c>exec</c>): it opens one session, and reads its table of 60,000 makers
/// once, which costs more than all the rest. What each command prints stands below a line that names it.
/// </summary>
internal static class BmcBatch
{
    private const string Marker = "dcmon:";

    /// <summary>The text that <c>ipmitool exec</c> reads.</summary>
    public static string Script(IEnumerable<BatchCommand> commands) =>
        string.Concat(commands.Select(each => $"echo {Marker}{each.Name}\n{each.Line}\n"));

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
