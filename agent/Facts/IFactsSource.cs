namespace Dcmon.Agent.Facts;

/// <summary>Knows a part of what the machine is, such as its GPUs.</summary>
internal interface IFactsSource
{
    /// <summary>
    /// Adds what it knows, from memory: it waits for nothing and runs nothing, because the uplink's loop calls it. It
    /// may be called while the collector runs, so a collector hands over finished lists instead of filling them in
    /// place.
    /// </summary>
    void AddTo(FactsBuilder facts);
}
