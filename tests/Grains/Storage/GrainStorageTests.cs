using System.Reflection;
using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Clients;
using Dcmon.Grains.Storage;
using Dcmon.Grains.Tests.Cluster;
using Dcmon.Testing;
using Dcmon.TimeSeries.Sqlite;
using Dcmon.Wire.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>The storage of grains' state, as a silo sets it up.</summary>
public sealed class GrainStorageTests(GrainStorageTests.Silo silo) : IClassFixture<GrainStorageTests.Silo>
{
    private readonly StoredCounter _counter = new(silo.Cluster.GrainStorage);

    [Fact]
    public async Task Write_ThenRead_GivesStateAndTag()
    {
        var written = await _counter.Write(3);
        var read = await _counter.Read();
        Assert.Equal((3, written.ETag, true), (read.State!.Value, read.ETag, read.RecordExists));
    }

    [Fact]
    public void Prepare_FileOfThisVersion_WritesNothing()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.File("grains.db");
        GrainDatabase.Prepare(path, "dcmon");
        // Keeps the log from being emptied when the second connection closes.
        using var observer = SqliteFile.OpenReader(path);
        SqliteFile.Execute(observer, "SELECT count(*) FROM OrleansQuery");
        GrainDatabase.Prepare(path, "dcmon");
        Assert.Equal(0, new FileInfo(path + "-wal").Length);
    }

    [Fact]
    public async Task Write_Again_ChangesTheTag()
    {
        var state = await _counter.Write(1);
        var first = state.ETag;
        await _counter.Write(2, state);
        Assert.NotEqual(first, state.ETag);
        Assert.Equal((2, state.ETag), (await _counter.Value(), (await _counter.Read()).ETag));
    }

    [Fact]
    public async Task Read_WithoutRecord_IsANewState()
    {
        var read = await _counter.Read();
        Assert.Equal((0, null, false), (read.State!.Value, read.ETag, read.RecordExists));
    }

    [Fact]
    public async Task Write_KeysThatDifferInCaseOrName_AreDifferentStates()
    {
        var upper = _counter with { Key = _counter.Key.ToUpperInvariant() };
        var named = _counter with { Name = "other" };
        await _counter.Write(1);
        await upper.Write(2);
        await named.Write(3);
        Assert.Equal(
            (1, 2, 3),
            (await _counter.Value(), await upper.Value(), await named.Value()));
    }

    [Fact]
    public void Names_OfStates_AreThoseOfOneClassEach()
    {
        // The class of a grain is no part of what its state is stored under.
        var names = typeof(GrainOptions).Assembly.GetTypes().Where(type => typeof(Grain).IsAssignableFrom(type))
            .SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>().ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task Write_WithoutTagOverARecord_IsAConflict()
    {
        await _counter.Write(1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _counter.Write(2));
        Assert.Equal(1, await _counter.Value());
    }

    [Fact]
    public async Task Write_WithAnOldTag_IsAConflict()
    {
        await _counter.Write(1);
        var (mine, theirs) = (await _counter.Read(), await _counter.Read());
        await _counter.Write(2, theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _counter.Write(3, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _counter.Clear(mine));
        Assert.Equal(2, await _counter.Value());
        await _counter.Clear(theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _counter.Write(3, mine));
    }

    [Fact]
    public async Task Clear_Record_IsGoneAndCanBeWrittenAnew()
    {
        var state = await _counter.Write(1);
        await _counter.Clear(state);
        Assert.Equal((0, false), (await _counter.Value(), (await _counter.Read()).RecordExists));
        await _counter.Write(2, state);
        Assert.Equal(2, await _counter.Value());
        await _counter.Clear(state);
        await _counter.Write(3, await _counter.Read());
        Assert.Equal(3, await _counter.Value());
    }

    [Fact]
    public async Task Clear_WithoutRecord_DoesNothing()
    {
        var state = await _counter.Read();
        await _counter.Clear(state);
        Assert.False(state.RecordExists);
        Assert.False((await _counter.Read()).RecordExists);
    }

    [Fact]
    public async Task Write_ManyAtOnce_AllAreStored()
    {
        var counters = Enumerable.Range(0, 50).Select(_ => new StoredCounter(silo.Cluster.GrainStorage)).ToList();
        await Task.WhenAll(counters.Select((counter, i) => counter.Write(i)));
        Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(counters.Select(counter => counter.Value())));
    }

    [Fact]
    public async Task Write_FileLockedByAnotherProcess_FailsAndLaterWritesWork()
    {
        var state = await _counter.Write(1);
        using (silo.Lock())
        {
            var busy = await Assert.ThrowsAsync<SqliteException>(() => _counter.Write(2, state));
            Assert.Equal(5, busy.SqliteErrorCode);
            Assert.Equal(1, await _counter.Value());
        }

        await _counter.Write(2, state);
    }

    [Fact]
    public async Task Write_FileLocked_TheGrainAnswersMeanwhile()
    {
        var client = new ClientRegistration(RandomText.Secure(12), "host", 0, []);
        var grain = silo.Cluster.First.Client(client.Id);
        await grain.Register(client);
        Task<ReportReceipt> report;
        using (silo.Lock())
        {
            report = grain.Report(new ReportMessage([], new MachineFacts("host", Kernel: "new"), []));
            // Any thread of the pool may be the one that waits for the file, the grain's turn must not.
            for (var i = 0; i < 20; i++) Assert.Null((await grain.Get())!.Facts);
            Assert.False(report.IsCompleted);
        }

        Assert.NotNull((await report).Answer);
        Assert.Equal("new", (await grain.Get())!.Facts!.Kernel);
    }

    [Fact]
    public void Connections_OfOrleans_AreDurable()
    {
        var options = silo.Cluster.ServicesOf(0).GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>();
        using var connection = new SqliteConnection(options.Get("dcmon by ADO.NET").ConnectionString);
        connection.Open();
        Assert.Equal(("wal", 2L), (Pragma("journal_mode"), Pragma("synchronous")));

        object? Pragma(string name)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public void File_IsItsOwnersAlone() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(silo.Cluster.StateFile));

    /// <summary>A silo with an empty file.</summary>
    public sealed class Silo : IAsyncLifetime
    {
        private readonly TemporaryDirectory _folder = new();

        public GrainCluster Cluster { get; private set; } = null!;

        public async Task InitializeAsync() => Cluster = await GrainCluster.StartAsync(_folder.Path, silos: 1);

        public async Task DisposeAsync()
        {
            await Cluster.DisposeAsync();
            _folder.Dispose();
        }

        /// <summary>Locks the file against writers, as another program may, until it is disposed.</summary>
        public IDisposable Lock()
        {
            var other = SqliteFile.OpenWriter(Cluster.StateFile);
            SqliteFile.Execute(other, "BEGIN EXCLUSIVE");
            return other;
        }
    }
}
