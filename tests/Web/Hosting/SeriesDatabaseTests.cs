using Dcmon.Settings;
using Dcmon.Silo.Series;
using Dcmon.Silo.Settings;
using Dcmon.Testing;
using Dcmon.TimeSeries;

namespace Dcmon.Web.Tests.Hosting;

public sealed class SeriesDatabaseTests : IDisposable
{
    private const string Nobody = "Host=127.0.0.1;Port=1;Username=u;Password=Quxzyw";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Open_NothingNamed_IsInTheDataDirectory()
    {
        await using var store = SeriesServices.Open(new ServerSettings { Data = _directory.Path }, new SeriesStoreOptions());
        Assert.True(File.Exists(_directory.File("series.db")));
    }

    [Fact]
    public void Open_ServerNotThere_SaysWhichAndNotThePassword()
    {
        File.WriteAllText(_directory.File("database"), Nobody + "\n");
        foreach (var (settings, key) in new[]
        {
            (new ServerSettings { SeriesDatabase = Nobody }, "series_database: "),
            (new ServerSettings { SeriesDatabaseFile = _directory.File("database") }, "series_database_file: "),
        })
        {
            var problem = Assert.Single(Refused(settings));
            Assert.StartsWith(key, problem);
            Assert.Contains("127.0.0.1, port 1", problem);
            Assert.DoesNotContain("Quxzyw", problem);
        }
    }

    [Fact]
    public void Open_FileMissingOrEmpty_IsRefused()
    {
        File.WriteAllText(_directory.File("empty"), "\n");
        Assert.Contains("not a connection string", Assert.Single(Refused(new ServerSettings { SeriesDatabaseFile = _directory.File("empty") })));
        Assert.Contains("missing", Assert.Single(Refused(new ServerSettings { SeriesDatabaseFile = _directory.File("missing") })));
    }

    [Fact]
    public void Settings_BothGiven_AreRefused()
    {
        var both = new Dictionary<string, string> { ["DCMON_SERIES_DATABASE"] = Nobody, ["DCMON_SERIES_DATABASE_FILE"] = "x" };
        var wrong = Assert.Throws<SettingsException>(() => SettingsLoader.Load<ServerSettings>(null, both, []));
        Assert.Contains("series_database_file", Assert.Single(wrong.Problems));
        Assert.DoesNotContain("Quxzyw", wrong.ToString());
    }

    public void Dispose() => _directory.Dispose();

    private static IReadOnlyList<string> Refused(ServerSettings settings) =>
        Assert.Throws<SettingsException>(() => SeriesServices.Open(settings, new SeriesStoreOptions())).Problems;
}
