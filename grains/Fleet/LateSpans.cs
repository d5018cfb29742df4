using Dcmon.GrainInterfaces.Clients;

namespace Dcmon.Grains.Fleet;

/// <summary>Spans of history that late reports changed and nobody was told of yet, one for each client. Belongs to the fleet's grain.</summary>
public sealed class LateSpans
{
    private readonly Dictionary<string, ClientSpan> _spans = [];

    /// <summary>Adds a span.</summary>
    public void Add(ClientSpan span) => _spans[span.Client] = _spans.TryGetValue(span.Client, out var known)
        ? new ClientSpan(span.Client, Math.Min(known.From, span.From), Math.Max(known.To, span.To))
        : span;

    /// <summary>All since the last call.</summary>
    public IReadOnlyList<ClientSpan> Take()
    {
        if (_spans.Count == 0) return [];
        var spans = _spans.Values.ToArray();
        _spans.Clear();
        return spans;
    }
}
