using System.Net;
using System.Text;
using Dcmon.EndToEnd.Agents;
using Dcmon.EndToEnd.Processes;
using Dcmon.EndToEnd.Stored;
using Dcmon.Testing;
using Dcmon.Wire;
using Dcmon.Wire.Reports;

namespace Dcmon.EndToEnd.Faults;

/// <summary>Bodies that are no messages: each gets a clear answer, stores nothing, and disturbs nobody.</summary>
public sealed class HostileBytesTests(UndisturbedFleet fleet, ITestOutputHelper output) : IClassFixture<UndisturbedFleet>, IAsyncLifetime
{
    private const long BombBytes = 64L * WireLimits.MaxMessageBytes;
    private static readonly Schema Small = Schema.Of([Reports.Gauge("load1"), Reports.Gauge("load5")]);

    private RawAgent _agent = null!;

    private ServerProcess Server => fleet.Server;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task InitializeAsync() => _agent = await RawAgent.EnrollAsync(Server);

    public async Task DisposeAsync()
    {
        foreach (var line in Server.Process.Log.TakeLast(20)) output.WriteLine(line);
        Assert.DoesNotContain(SeriesDatabase.Reports(Server), each => each.Client == _agent.ClientId);
        _agent.Dispose();
        await fleet.AssertUndisturbedAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Body_CutShort_IsMalformed(string? encoding)
    {
        var whole = RawAgent.Bytes([Small], Enumerable.Range(0, 50).Select(i => Small.Report(i, Now + i, 0.25 * i, i)).ToArray());
        var sent = encoding is null ? whole : RawAgent.Compress(new MemoryStream(whole), encoding);
        var (status, reason) = await _agent.SendRefusedAsync(sent[..^20], encoding);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEqual("", reason);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest)]
    [InlineData("br", HttpStatusCode.BadRequest)]
    [InlineData("gzip", HttpStatusCode.BadRequest)]
    [InlineData("zstd", HttpStatusCode.UnsupportedMediaType)]
    public async Task Garbage_IsMalformed(string? encoding, HttpStatusCode expected)
    {
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);
        var (status, reason) = await _agent.SendRefusedAsync(garbage, encoding);
        Assert.Equal(expected, status);
        Assert.NotEqual("", reason);
    }

    [Fact]
    public async Task Body_Empty_IsMalformed()
    {
        var (status, reason) = await _agent.SendRefusedAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("DCM1", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_BeyondTheLimit_IsTooLarge()
    {
        var (status, _) = await _agent.SendRefusedAsync(new byte[WireLimits.MaxBodyBytes + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task DecompressionBombs_AreTooLargeAndCostNoMemory(string encoding)
    {
        var bomb = RawAgent.Compress(new Zeros(BombBytes), encoding);
        Assert.InRange(bomb.Length, 1, WireLimits.MaxBodyBytes);
        await SendBomb(bomb, encoding); // the buffers that the next ones will use
        var before = Server.Process.ResidentBytes;
        for (var i = 0; i < 50; i++) await SendBomb(bomb, encoding);
        var growth = Server.Process.ResidentBytes - before;
        output.WriteLine($"{bomb.Length} bytes of {encoding}, 51 times; resident memory grew by {growth} bytes from {before}.");
        Assert.InRange(growth, long.MinValue, 64 << 20);
    }

    [Fact]
    public async Task Schema_With10000Series_IsMalformed()
    {
        var huge = Schema.Of(Enumerable.Range(0, 10_000).Select(i => Reports.Gauge("load1", $"cpu={i}")));
        var (status, reason) = await _agent.SendRefusedAsync(RawAgent.Bytes([huge], huge.Report(1, Now, new double[10_000])));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("10000", reason, StringComparison.Ordinal);
        Assert.Contains($"{WireLimits.MaxSeriesPerSchema}", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_InsteadOfAMessage_IsMalformed()
    {
        var (status, reason) = await _agent.SendRefusedAsync(Encoding.UTF8.GetBytes("{\"reports\":[]}"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("DCM1", reason, StringComparison.Ordinal);
    }

    private async Task SendBomb(byte[] bomb, string encoding)
    {
        var (status, reason) = await _agent.SendRefusedAsync(bomb, encoding);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains($"{WireLimits.MaxMessageBytes}", reason, StringComparison.Ordinal);
    }
}
