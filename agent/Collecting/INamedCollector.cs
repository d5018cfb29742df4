namespace Dcmon.Agent.Collecting;

/// <summary>A source of figures: an <see cref="ICollector"/> or an <see cref="IPacedCollector"/>.</summary>
internal interface INamedCollector
{
    /// <summary>Short name, the label <c>collector</c> of its own metrics.</summary>
    string Name { get; }
}
