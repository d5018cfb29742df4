namespace Dcmon.Peers.Systems;

/// <summary>
/// Prometheus as a receiver of remote write. What it has received lately lies in its write-ahead log, uncompressed; its
/// size is therefore taken of a snapshot (asked for over the admin API), which holds everything in compacted blocks.
/// </summary>
internal sealed class Prometheus : RemoteWriteSystem
{
    private readonly string _directory;

    private Prometheus(string program, string directory)
        : base(program, directory, port =>
        [
            $"--config.file={EmptyConfiguration(directory)}", $"--storage.tsdb.path={directory}",
            $"--web.listen-address=127.0.0.1:{port}",
            "--web.enable-remote-write-receiver", "--web.enable-admin-api", "--log.level=warn",
        ]) => _directory = directory;

    /// <summary>Starts it on an empty directory.</summary>
    public static async Task<MeasuredSystem> StartAsync(string program, string directory)
    {
        var system = new Prometheus(program, directory);
        await system.WaitUntilReadyAsync(system.Http, "/-/ready");
        return system;
    }

    /// <summary>Its compaction runs by itself, each minute where there is something to do.</summary>
    public override Task SettleAsync() => WaitUntilIdleAsync();

    /// <inheritdoc/>
    public override async Task<long> DataBytesAsync()
    {
        using var answer = await Http.PostAsync("/api/v1/admin/tsdb/snapshot", null);
        answer.EnsureSuccessStatusCode();
        return await DiskUseAsync(Path.Combine(_directory, "snapshots"));
    }

    /// <summary>Nothing is scraped.</summary>
    private static string EmptyConfiguration(string directory)
    {
        var file = directory + ".yml";
        File.WriteAllText(file, "global: {}\n");
        return file;
    }
}
