namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Gathers what is wrong with a source: each thing once, and a few of them, for they are read by people.
/// </summary>
internal sealed class Troubles
{
    private const int Most = 3;

    private readonly List<string> _all = [];

    /// <summary>The first ones.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(string trouble)
    {
        if (_all.Count < Most && !_all.Contains(trouble)) _all.Add(trouble);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _all.Clear();
}
