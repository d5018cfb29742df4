using Dcmon.Testing;

namespace Dcmon.Peers.Systems;

/// <summary>VictoriaMetrics, single node.</summary>
internal sealed class Victoria : RemoteWriteSystem
{
    private Victoria(string program, string directory)
        : base(program, directory, port => [$"-storageDataPath={directory}", $"-httpListenAddr=127.0.0.1:{port}"])
    {
    }

    /// <summary>Its cache of answers would be measured otherwise.</summary>
    protected override string QueryOptions => "&nocache=1";

    /// <summary>Starts it on an empty directory.</summary>
    public static async Task<MeasuredSystem> StartAsync(string program, string directory)
    {
        var system = new Victoria(program, directory);
        await system.WaitUntilReadyAsync(system.Http, "/health");
        return system;
    }

    /// <inheritdoc/>
    public override async Task SettleAsync()
    {
        await Http.GetStringAsync("/internal/force_flush");
        await Http.GetStringAsync("/internal/force_merge");
        await Eventually.HoldsAsync(async () => !await IsMergingAsync(), "its merges have ended", timeout: LongestWait);
        await WaitUntilIdleAsync();
    }

    /// <inheritdoc/>
    public override Task<long> DataBytesAsync() => DiskUseAsync(Directory);

    private async Task<bool> IsMergingAsync() =>
        (await Http.GetStringAsync("/metrics")).Split('\n')
        .Any(line => (line.StartsWith("vm_active_merges", StringComparison.Ordinal) || line.StartsWith("vm_active_force_merges", StringComparison.Ordinal))
            && !line.EndsWith(" 0", StringComparison.Ordinal));
}
