namespace Dcmon.Agent.Collectors.Containers;

/// <summary>A container, as other collectors see it.</summary>
/// <param name="Id">Its id, 64 hexadecimal digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="Image">Its image.</param>
/// <param name="State">One of <see cref="Readings.ContainerStates.All"/>; null where it is not known.</param>
/// <param name="StartedAt">When it was started last, where that is known.</param>
/// <param name="FinishedAt">When it ended last, where that is known.</param>
/// <param name="Gpus">The GPUs that it was given, by index where that is known; null where nothing is known of them.</param>
internal sealed record ContainerRow(
    string Id, string Name, string Image, string? State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    IReadOnlyList<string>? Gpus);

/// <summary>Which containers there are, as the engines listed them last. Safe for concurrent use.</summary>
internal sealed class ContainerTable(TimeProvider time)
{
    private volatile Snapshot? _newest;

    /// <summary>Takes over all that there are now.</summary>
    public void Replace(IReadOnlyList<ContainerRow> containers) => _newest = new Snapshot(containers, time.GetTimestamp());

    /// <summary>All of them; null where no list is as new as that.</summary>
    /// <param name="oldest">How old it may be.</param>
    public IReadOnlyList<ContainerRow>? List(TimeSpan oldest) =>
        _newest is { } newest && time.GetElapsedTime(newest.At) <= oldest ? newest.Containers : null;

    private sealed record Snapshot(IReadOnlyList<ContainerRow> Containers, long At);
}
