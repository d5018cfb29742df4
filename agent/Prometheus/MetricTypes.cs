using Dcmon.Agent.Parsing;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Prometheus;

/// <summary>What the <c>TYPE</c> lines of a text say, and what follows for the kind of each series.</summary>
internal sealed class MetricTypes
{
    private const int Most = 10_000;

    /// <summary>
    /// What a type adds to its name for the series of it that only grow; what else it has goes up and down.
    /// </summary>
    private static readonly Dictionary<string, string[]> Growing = new()
    {
        ["counter"] = ["", "_total"],
        ["histogram"] = ["_bucket", "_count", "_sum"],
        ["summary"] = ["_count", "_sum"],
        ["gauge"] = [],
        ["gaugehistogram"] = [],
        ["info"] = [],
        ["stateset"] = [],
    };

    private static readonly string[] Suffixes = ["_total", "_bucket", "_count", "_sum"];

    private readonly Dictionary<string, string[]> _growing = [];
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Nothing is known yet.</summary>
    public MetricTypes() => _lookup = _growing.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Forgets all.</summary>
    public void Clear() => _growing.Clear();

    /// <summary>Takes in a comment: <c># TYPE name type</c>; any other is nothing.</summary>
    public void Declare(ReadOnlySpan<char> comment)
    {
        var fields = new FieldReader(comment[1..]);
        if (fields.Next() is not "TYPE") return;
        var name = fields.Next();
        if (_growing.Count < Most && Growing.TryGetValue(fields.Next().ToString(), out var growing)) _lookup[name] = growing;
    }

    /// <summary>Counter or gauge; where the text does not state it, the name does: counters end in <c>_total</c>.</summary>
    public MetricKind KindOf(ReadOnlySpan<char> name)
    {
        if (_lookup.TryGetValue(name, out var growing)) return growing.Contains("") ? MetricKind.Counter : MetricKind.Gauge;
        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(suffix) && _lookup.TryGetValue(name[..^suffix.Length], out growing) && growing.Contains(suffix))
                return MetricKind.Counter;
        }

        return name.EndsWith("_total") ? MetricKind.Counter : MetricKind.Gauge;
    }
}
