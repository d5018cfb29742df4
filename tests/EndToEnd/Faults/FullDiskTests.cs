using System.Net;
using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Faults;

/// <summary>A server whose disk another program fills.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const long Megabyte = 1 << 20;

    private static readonly Schema Small = Schema.Of([Reports.Gauge("load1")]);

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task DiskFull_ReadyzSaysSo_ReportsWait_RevokingAndHistoryWork()
    {
        using var disk = SmallDisk.Memory(200 * Megabyte);
        await using var server = await ServerProcess.StartInAsync(
            Path.Combine(disk.Path, "data"), output, "--set", "retention.min_free_megabytes=16");
        using var honest = await RawAgent.EnrollAsync(server);
        using var stolen = await RawAgent.EnrollAsync(server);
        await honest.SendAsync([Small], Small.Report(1, Now, 1));
        await stolen.SendAsync([Small], Small.Report(1, Now, 1));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await ReadyzAsync(server));

        disk.Fill(leave: 0);
        await Eventually.HoldsAsync(async () => (await ReadyzAsync(server)).Status == HttpStatusCode.ServiceUnavailable, "it is not ready");
        Assert.Contains("disk", (await ReadyzAsync(server)).Text, StringComparison.Ordinal);
        var (status, reason) = await honest.SendRefusedAsync(RawAgent.Bytes([], Small.Report(2, Now, 2)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("disk", reason, StringComparison.Ordinal);

        await server.Api.RevokeAsync(stolen.ClientId);
        (status, reason) = await stolen.SendRefusedAsync(RawAgent.Bytes([], Small.Report(2, Now, 2)));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("revoked", reason, StringComparison.Ordinal);
        Assert.Equal([1], (await History.ValuesAsync(server, "load1", honest.ClientId)).Select(each => each.Value));

        disk.MakeRoom();
        await Eventually.HoldsAsync(async () => (await ReadyzAsync(server)).Status == HttpStatusCode.OK, "it is ready again");
        Assert.Equal(ReportOutcome.Stored, (await honest.SendAsync([], Small.Report(2, Now, 2)))[0].Outcome);
        Assert.Equal(0, await server.Process.StopAsync());
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyzAsync(ServerProcess server)
    {
        using var answer = await server.Api.Http.GetAsync("/readyz");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
