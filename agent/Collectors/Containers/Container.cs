using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Containers.Readings;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Containers;

/// <summary>
/// A container, and what was found out about it so far. Its times are the clock's timestamps: it does not matter when
/// somebody sets the clock.
/// </summary>
internal sealed class Container
{
    private ContainerSeries _series;

    /// <summary>Makes a container that nothing is known of but its row.</summary>
    public Container(ContainerSummary summary)
    {
        Summary = summary;
        _series = new ContainerSeries(LabelsOf(summary));
    }

    /// <summary>Its row in the newest list.</summary>
    public ContainerSummary Summary { get; private set; }

    /// <summary>The newest details; null until they are known.</summary>
    public ContainerDetails? Details { get; private set; }

    /// <summary>When the details are due again.</summary>
    public TimeSpan DetailsDue { get; private set; } = TimeSpan.MinValue;

    /// <summary>The GPUs that it has on this machine; null where that is not known, or there are none.</summary>
    public IReadOnlyList<string>? Gpus { get; private set; }

    /// <summary>When it last reported what it uses; the past for never.</summary>
    public TimeSpan StatsAt { get; private set; } = TimeSpan.MinValue;

    /// <summary>What it uses; null where that is not known, or it runs no more.</summary>
    public ContainerStats? Stats { get; private set; }

    /// <summary>Takes over a new row. After a change its details are read again.</summary>
    /// <param name="summary">The row.</param>
    /// <param name="isChanged">True where an event named the container; a change of state is seen without one.</param>
    public void Update(ContainerSummary summary, bool isChanged)
    {
        if (isChanged || summary.State != Summary.State) DetailsDue = TimeSpan.MinValue;
        Summary = summary;
        var labels = LabelsOf(summary);
        if (!_series.Has(labels)) _series = new ContainerSeries(labels);
        if (!summary.HasProcesses) Stats = null;
    }

    /// <summary>Takes over details.</summary>
    /// <param name="details">The new ones.</param>
    /// <param name="cards">The machine's GPUs.</param>
    /// <param name="due">When to read them again.</param>
    public void SetDetails(ContainerDetails details, NvidiaCards cards, TimeSpan due) =>
        (Details, Gpus, DetailsDue) =
            (details, cards.Count == 0 && details.Gpus == GpuRequest.None ? null : cards.Resolve(details.Gpus), due);

    /// <summary>Takes over what it uses.</summary>
    public void Measured(ContainerStats? stats, TimeSpan at) => (Stats, StatsAt) = (stats, at);

    /// <summary>Adds what is known.</summary>
    /// <param name="samples">Get the values.</param>
    /// <param name="memory">The machine's memory, bytes.</param>
    /// <param name="statsSince">What it used before is too old.</param>
    public void AddTo(SampleSet samples, double memory, TimeSpan statsSince)
    {
        _series.AddState(samples, Summary.State);
        _series.AddHealth(samples, Summary.HasProcesses ? Summary.Health ?? Details?.Health : null);
        if (Details is not null) _series.Add(samples, Details, Summary.HasProcesses, Gpus);
        if (Stats is not null && StatsAt >= statsSince) _series.Add(samples, Stats, memory);
    }

    /// <summary>What others need to know of it.</summary>
    public ContainerRow ToRow() => new(
        Summary.Id, Summary.Name, Summary.Image, Summary.State, Details?.StartedAt, Details?.FinishedAt, Gpus);

    private static Label[] LabelsOf(ContainerSummary summary) =>
        [new Label("container", summary.Name), new Label("image", summary.Image), .. summary.Labels];
}
