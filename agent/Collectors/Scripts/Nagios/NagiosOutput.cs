using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>
/// What a plugin writes. First line: <c>TEXT | VALUES</c>; then lines of more text, up to one with a bar; what follows
/// that bar, and all lines after it, are values too.
/// </summary>
/// <param name="Text">The text of the first line.</param>
/// <param name="Values">All values.</param>
/// <param name="IsWhole">False where something in the place of values was none.</param>
internal sealed record NagiosOutput(string Text, IReadOnlyList<PerformanceValue> Values, bool IsWhole)
{
    /// <summary>Reads it.</summary>
    public static NagiosOutput Parse(ReadOnlySpan<char> output)
    {
        var (values, isWhole, number, text, isData) = (new List<PerformanceValue>(), true, 0, "", false);
        foreach (var line in output.EnumerateLines())
        {
            var bar = isData ? -1 : line.IndexOf('|');
            if (number++ == 0) text = PlainText.Line((bar < 0 ? line : line[..bar]).ToString());
            if (isData || bar >= 0) isWhole &= PerformanceReader.Read(line[(bar + 1)..], values);
            isData |= bar >= 0 && number > 1;
        }

        return new NagiosOutput(text, values, isWhole);
    }
}
