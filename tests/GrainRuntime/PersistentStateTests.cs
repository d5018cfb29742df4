using Dcmon.GrainRuntime.Tests.Grains;
using Dcmon.Grains.Storage;
using Dcmon.Testing;
using Orleans.Storage;
using Xunit;

namespace Dcmon.GrainRuntime.Tests;

public sealed class PersistentStateTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private GrainHost _host = null!;

    private IStateGrain Grain => _host.Grains.GetGrain<IStateGrain>("client/one");

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_WithoutRecord_IsANewState()
    {
        Assert.Equal(0, await Grain.Value());
        Assert.Null(await Grain.Etag());
        Assert.False(await Grain.Exists());
    }

    [Fact]
    public async Task Write_ThenReactivate_StateIsThere()
    {
        await Grain.Set(7);
        var etag = await Grain.Etag();
        await Grain.Deactivate();
        Assert.Equal(7, await Grain.Value());
        Assert.Equal(etag, await Grain.Etag());
        Assert.True(await Grain.Exists());
    }

    [Fact]
    public async Task Write_Again_ChangesTheEtag()
    {
        await Grain.Set(1);
        var first = await Grain.Etag();
        await Grain.Set(2);
        Assert.NotEqual(first, await Grain.Etag());
    }

    [Fact]
    public async Task Write_ThenHostRestarts_StateIsThere()
    {
        await Grain.Set(7);
        await _host.DisposeAsync();
        _host = await StartAsync();
        Assert.Equal(7, await Grain.Value());
    }

    [Fact]
    public async Task Write_SomebodyElseHasWritten_ThrowsAndTheNextCallSeesTheirs()
    {
        await Grain.Set(1);
        await WriteFromElsewhereAsync(5);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Set(2));
        Assert.Equal(5, await Grain.Value());
        await Grain.Set(6);
        Assert.Equal(6, await Grain.Value());
    }

    [Fact]
    public async Task Reload_SomebodyElseHasWritten_SeesTheirs()
    {
        await Grain.Set(1);
        await WriteFromElsewhereAsync(5);
        await Grain.Reload();
        Assert.Equal(5, await Grain.Value());
    }

    [Fact]
    public async Task Clear_RemovesTheRecordAndResetsTheState()
    {
        await Grain.Set(1);
        await Grain.Clear();
        Assert.Equal(0, await Grain.Value());
        Assert.False(await Grain.Exists());
        await Grain.Set(2);
        await Grain.Deactivate();
        Assert.Equal(2, await Grain.Value());
    }

    [Fact]
    public async Task Activate_WithoutSuchAStorage_SaysWhichIsMissing()
    {
        // Orleans wraps it twice.
        var exception = await Assert.ThrowsAnyAsync<Exception>(_host.Grains.GetGrain<IHomelessGrain>("x").Value);
        Assert.Contains(nameof(BadProviderConfigException), exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("no such storage", exception.ToString(), StringComparison.Ordinal);
    }

    private async Task WriteFromElsewhereAsync(int value)
    {
        await using var other = new SqliteGrainStorage(_folder.File("grains.db"));
        var state = new GrainState<Counter>();
        var id = Grain.GetGrainId();
        await other.ReadStateAsync("counter", id, state);
        state.State = new() { Value = value };
        await other.WriteStateAsync("counter", id, state);
    }

    private Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.AddSqliteGrainStorage(StateGrain.Storage, _folder.File("grains.db")));
}
