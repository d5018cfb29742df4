using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Dashboards;
using Dcmon.Grains.Storage;
using Dcmon.Grains.Tests.Cluster;
using Microsoft.Data.Sqlite;

namespace Dcmon.Grains.Tests.Storage;

/// <summary>A data directory of version 0.1 opens and goes on.</summary>
public sealed class TakeoverTests : IDisposable
{
    private const string AllStates = """
        SELECT GrainTypeString, GrainIdExtensionString, CAST(PayloadBinary AS TEXT), ModifiedOn, Version FROM OrleansStorage
        """;

    private readonly FirstFormatFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Start_OldFile_GrainsHaveAllOfIt()
    {
        await using var cluster = await GrainCluster.StartAsync(_file.Folder, silos: 1);
        var grains = cluster.First;
        var rows = await grains.Fleet().List();
        Assert.Equal(["gpu-17", "gpu-18"], rows.Select(row => row.Name));
        Assert.Equal(("Hall 3", "spare gpu"), (rows[1].Group, string.Join(' ', rows[1].Tags)));
        var revoked = (await grains.Fleet().Find("e5irij0h2ozq"))!;
        Assert.Equal((1796063157997, "Hall 2", "rack-1"), (revoked.RevokedAt, revoked.Group, Assert.Single(revoked.Tags)));
        Assert.Equal(1796063141063, (await grains.Client("olf9khfohor8").GetRegistration())!.EnrolledAt);

        var facts = (await grains.Client("olf9khfohor8").Get())!.Facts!;
        Assert.Equal(("gpu-17", 128, 3), (facts.HostName, facts.CpuCores, facts.Collectors!.Count));
        Assert.Equal("NVMe", Assert.Single(facts.Drives!).Interface);
        Assert.Equal("admin", (await grains.Accounts().Find("ADMIN"))!.Role);
        Assert.Equal(TimeSpan.FromDays(40), (await grains.Settings().GetRetention()).Chosen.Raw);
        Assert.Null((await grains.Settings().GetRetention()).Chosen.Events);

        var head = Assert.Single(await grains.Dashboards().List("admin"));
        Assert.Equal(("My board", 1), (head.Name, head.Version));
        Assert.Equal("""{"panels":[{"title":"x"}]}""", await grains.DashboardContent(head.Id).Get(head.Version));
    }

    [Fact]
    public async Task Start_OldFile_GrainsGoOnWithIt()
    {
        const string token = "token-of-the-first-format";
        await using (var before = await GrainCluster.StartAsync(_file.Folder, silos: 1))
        {
            var grains = before.First;
            for (var i = 0; i < 3; i++)
                Assert.Equal("Hall 2", (await grains.Enrollment().Enroll(token, $"new-{i}"))!.Group);
            Assert.Null(await grains.Enrollment().Enroll(token, "new-4"));
            Assert.Contains("revoked", (await grains.Client("e5irij0h2ozq").Report(new([], null, []))).Refusal);
            Assert.NotNull((await grains.Client("olf9khfohor8").Report(new([], new("renamed"), []))).Answer);
            Assert.True(await grains.Client("errrp9dnhyu4").Revoke());
            Assert.False(await grains.Accounts().CreateFirst(new("other", "hash", "admin")));
            var draft = new DashboardDraft("Other name", true, """{"panels":[]}""");
            var replaced = await grains.Dashboards().Replace("6aebju8mgy6o", 1, new DashboardActor("admin", true), draft);
            Assert.Equal(2, replaced.Head!.Version);
        }

        await using var after = await GrainCluster.StartAsync(_file.Folder, silos: 1);
        var rows = await after.First.Fleet().List();
        Assert.Equal(["new-0", "new-1", "new-2", "renamed"], rows.Select(row => row.Name));
        Assert.Null(await after.First.Enrollment().Enroll(token, "new-4"));
        Assert.Equal("""{"panels":[]}""", await after.First.DashboardContent("6aebju8mgy6o").Get(2));
    }

    [Fact]
    public void Prepare_OldFile_KeepsACopyForItsOwnerAlone()
    {
        Prepare();
        Assert.Equal(_file.States, _file.Read("SELECT * FROM grain_state", _file.Copy));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Copy));
        Assert.Equal(["ok"], _file.Read("PRAGMA integrity_check", _file.Copy));
        Assert.Empty(_file.Read("SELECT name FROM sqlite_schema WHERE name = 'grain_state'"));
    }

    [Fact]
    public void Prepare_Again_DoesNothing()
    {
        Prepare();
        var (states, copy) = (_file.Read(AllStates), File.GetLastWriteTimeUtc(_file.Copy));
        Prepare();
        Assert.Equal(states, _file.Read(AllStates));
        Assert.Equal(copy, File.GetLastWriteTimeUtc(_file.Copy));
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("index")]
    [InlineData("accounts")]
    public void Prepare_FailsMidway_LeavesTheOldFileToTheNextStart(string state)
    {
        MakeTables();
        _file.Execute($"""
            CREATE TRIGGER midway BEFORE INSERT ON OrleansStorage WHEN NEW.GrainTypeString = '{state}'
            BEGIN SELECT RAISE(ABORT, 'midway'); END
            """);
        Assert.Contains("midway", Assert.Throws<SqliteException>(Prepare).Message);
        AssertOld();
        _file.Execute("DROP TRIGGER midway");
        Prepare();
        AssertTakenOver();
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("dashboard")]
    public void Prepare_DoesNotReadBack_LeavesTheOldFileAsItWas(string state)
    {
        MakeTables();
        _file.Execute($"""
            CREATE TRIGGER damage AFTER INSERT ON OrleansStorage WHEN NEW.GrainTypeString = '{state}'
            BEGIN UPDATE OrleansStorage SET PayloadBinary = x'7b7d' WHERE GrainTypeString = NEW.GrainTypeString; END
            """);
        Assert.Contains($"'{state}'", Assert.Throws<InvalidDataException>(Prepare).Message);
        AssertOld();
    }

    [Fact]
    public async Task Start_DamagedFleet_SaysSoAndLeavesTheOldFileAsItWas()
    {
        _file.Execute("UPDATE grain_state SET state = substr(state, 1, 100) WHERE name = 'fleet'");
        var damaged = _file.Read("SELECT * FROM grain_state");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => GrainCluster.StartAsync(_file.Folder, silos: 1));
        Assert.Contains("The state 'fleet' of the grain 'the/only' is damaged", refused.ToString());
        Assert.Equal(damaged, _file.Read("SELECT * FROM grain_state"));
    }

    [Fact]
    public async Task Start_OtherDamagedState_IsThatOfItsGrainAsBefore()
    {
        _file.Execute("UPDATE grain_state SET state = substr(state, 1, 100) WHERE name = 'settings'");
        await using var cluster = await GrainCluster.StartAsync(_file.Folder, silos: 1);
        Assert.NotNull(await cluster.First.Accounts().Find("admin"));
        await Assert.ThrowsAnyAsync<Exception>(() => cluster.First.Settings().GetRetention());
    }

    [Fact]
    public void Prepare_KilledMidway_TheNextStartTakesItOver()
    {
        MakeTables();
        // What a killed process leaves: changes in the log without a commit, and a copy that is not finished.
        using (var connection = FirstFormatFile.Open(_file.Path))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                PRAGMA cache_size = 1; BEGIN IMMEDIATE;
                INSERT INTO OrleansStorage SELECT 'dcmon', name, key, zeroblob(100000), '', 1 FROM grain_state;
                DROP TABLE grain_state;
                """;
            command.ExecuteNonQuery();
            foreach (var end in new[] { "", "-wal" }) File.Copy(_file.Path + end, $"{_file.Path}.killed{end}");
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }

        Assert.True(new FileInfo($"{_file.Path}.killed-wal").Length > 100_000);
        foreach (var end in new[] { "", "-wal" })
            File.Move($"{_file.Path}.killed{end}", _file.Path + end, overwrite: true);
        File.WriteAllText(_file.Copy + ".new", "half a copy");
        Prepare();
        AssertTakenOver();
        Assert.False(File.Exists(_file.Copy + ".new"));
    }

    [Fact]
    public void Prepare_NoFile_MakesOneForItsOwnerAlone()
    {
        File.Delete(_file.Path);
        Prepare();
        Assert.Empty(_file.Read(AllStates));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
        Assert.False(File.Exists(_file.Copy));
    }

    private void Prepare() => GrainDatabase.Prepare(_file.Path, "dcmon");

    /// <summary>Makes the new tables beside the old one, for triggers to be put on.</summary>
    private void MakeTables()
    {
        _file.Execute("ALTER TABLE grain_state RENAME TO aside");
        Prepare();
        _file.Execute("ALTER TABLE aside RENAME TO grain_state");
    }

    private void AssertOld()
    {
        Assert.Equal(_file.States, _file.Read("SELECT * FROM grain_state"));
        Assert.Empty(_file.Read(AllStates));
    }

    private void AssertTakenOver()
    {
        Assert.Empty(_file.Read("SELECT name FROM sqlite_schema WHERE name = 'grain_state'"));
        // Three registrations, their shards of the index, the tokens, and five states as they were.
        var names = _file.Read("SELECT GrainTypeString FROM OrleansStorage").CountBy(name => name).ToDictionary();
        Assert.Equal((3, 1, 1), (names["registration"], names["tokens"], names["client"]));
        Assert.InRange(names["index"], 1, 3);
        Assert.Equal(_file.States, _file.Read("SELECT * FROM grain_state", _file.Copy));
    }
}
