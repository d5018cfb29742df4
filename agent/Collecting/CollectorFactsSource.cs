using Dcmon.Agent.Facts;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collecting;

/// <summary>The collectors' states, as facts.</summary>
internal sealed class CollectorFactsSource(CollectorSet collectors) : IFactsSource
{
    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts)
    {
        foreach (var each in collectors.States)
            facts.Add(new CollectorFacts(each.Name, Word(each.Status), each.Reason));
    }

    private static string Word(CollectorStatus status) => status switch
    {
        CollectorStatus.Up => CollectorStates.Up,
        CollectorStatus.Down => CollectorStates.Down,
        CollectorStatus.Absent => CollectorStates.Absent,
        _ => CollectorStates.Off,
    };
}
