using Xunit;

namespace Dcmon.Settings.Tests;

public sealed class SettingsLoaderTests : IDisposable
{
    private readonly string _file =
        Path.Combine(Directory.CreateTempSubdirectory("dcmon-settings").FullName, "dcmon.yaml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Load_NoSources_HasDefaults()
    {
        Assert.Equal(new SampleSettings().Server.MaxSize, Load(null).Server.MaxSize);
        Assert.Equal(8443, Load("").Server.Port);
        Assert.Equal(8443, Load("# nothing but a comment\n").Server.Port);
    }

    [Fact]
    public void Load_File_ReadsEveryType()
    {
        var settings = Load("""
            name: 'a: b'
            interval: 1.5m
            server:
              port: 80
              is_open: true
              share: 0.25
              max_size: 2MiB
              color: red
              address: https://host:1/
              limit: 7
              names: [b, c d]
            """);
        Assert.Equal("a: b", settings.Name);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Interval);
        Assert.Equal(80, settings.Server.Port);
        Assert.True(settings.Server.IsOpen);
        Assert.Equal(0.25, settings.Server.Share);
        Assert.Equal(2 * 1024 * 1024, settings.Server.MaxSize.Bytes);
        Assert.Equal(Color.Red, settings.Server.Color);
        Assert.Equal(new Uri("https://host:1/"), settings.Server.Address);
        Assert.Equal(7, settings.Server.Limit);
        Assert.Equal(["b", "c d"], settings.Server.Names);
    }

    [Fact]
    public void Load_AllSources_FlagBeatsVariableBeatsFile()
    {
        var variables = new Dictionary<string, string>
        {
            ["DCMON_SERVER_PORT"] = "2",
            ["DCMON_NAME"] = "variable",
            ["DCMON_SERVER_NAMES"] = "d, e"
        };
        var settings = Load("name: file\ninterval: 3s\nserver: {port: 1}", variables, new() { ["server.port"] = "3" });
        Assert.Equal(3, settings.Server.Port);
        Assert.Equal("variable", settings.Name);
        Assert.Equal(TimeSpan.FromSeconds(3), settings.Interval);
        Assert.Equal(["d", "e"], settings.Server.Names);
    }

    [Theory]
    [InlineData("server:\n  prot: 1", "dcmon.yaml:2: unknown key 'server.prot'; did you mean 'server.port'?")]
    [InlineData("intervall: 1s", "dcmon.yaml:1: unknown key 'intervall'; did you mean 'interval'?")]
    [InlineData("port: 1", "dcmon.yaml:1: unknown key 'port'; did you mean 'server.port'?")]
    [InlineData("\nserver:\n  port: many", "dcmon.yaml:3: 'server.port' must be a whole number, not 'many'.")]
    [InlineData("server:\n  port:",
        "dcmon.yaml:2: 'server.port' must be a whole number, not empty; remove the key to have its default.")]
    [InlineData("server:\n  port: [1]", "dcmon.yaml:2: 'server.port' must be a whole number, not a list.")]
    [InlineData("server: {port: 99999999999}", "dcmon.yaml:1: 'server.port' must be a whole number")]
    [InlineData("server:\n  names: a", "dcmon.yaml:2: 'server.names' must be a list of texts, not 'a'.")]
    [InlineData("interval: 10", "'interval' must be a duration such as 500ms, 10s, 5m, 2h or 90d, not '10'.")]
    [InlineData("server: {max_size: -1GB}", "'server.max_size' must be a size such as 512KB, 64MB or 1GB, not '-1GB'.")]
    [InlineData("server: {is_open: maybe}", "'server.is_open' must be true or false, not 'maybe'.")]
    [InlineData("server: {color: green}", "'server.color' must be one of dark_blue, red, not 'green'.")]
    [InlineData("server: 5", "dcmon.yaml:1: 'server' is a section")]
    [InlineData("interval:\n  port: 5", "dcmon.yaml:2: 'interval' takes a value, not keys of its own.")]
    [InlineData("name: {a: b}", "'name' takes a value")]
    [InlineData("server: {names: [[a]]}", "holds a list of something other than texts")]
    [InlineData("- a\n- b", "dcmon.yaml:1: 'key: value' lines are expected.")]
    [InlineData("name: [", "this is not YAML")]
    [InlineData("name: a\nname: b", "this is not YAML")]
    [InlineData("name: a\n---\nname: b", "2 documents")]
    [InlineData("server: {port: 70000}", "'server.port' must be from 0 to 65535.")]
    public void Load_WrongFile_SaysWhereAndWhat(string yaml, string expected)
    {
        var error = Assert.Throws<SettingsException>(() => Load(yaml));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Load_ManyProblems_NamesAll()
    {
        var error = Assert.Throws<SettingsException>(() =>
            Load("a: 1\nb: 2", new() { ["DCMON_SERVER_PORT"] = "x" }, new() { ["nope"] = "1" }));
        Assert.Equal(4, error.Problems.Count);
        Assert.Contains(error.Problems,
            each => each.StartsWith("DCMON_SERVER_PORT: 'server.port' must be", StringComparison.Ordinal));
        Assert.Contains(error.Problems, each => each.StartsWith("--set nope: unknown key", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_MissingFile_NamesIt()
    {
        var error = Assert.Throws<SettingsException>(() =>
            SettingsLoader.Load<SampleSettings>(_file, new Dictionary<string, string>(), []));
        Assert.Contains(_file, error.Message);
    }

    [Fact]
    public void Load_SectionWithAllKeysCommentedOut_HasDefaults() =>
        Assert.Equal(8443, Load("server:\n  # port: 1\n").Server.Port);

    [Fact]
    public void Describe_Defaults_CanBeLoadedBack()
    {
        var flags = SettingsLoader.Describe(new SampleSettings { Interval = TimeSpan.FromHours(36) })
            .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2);
        var yaml = string.Join('\n',
            flags.Where(parts => !parts[0].Contains('.')).Select(parts => $"{parts[0]}: {parts[1]}"))
            + "\nserver:\n" + string.Join('\n', flags.Where(parts => parts[0].Contains('.'))
                .Select(parts => $"  {parts[0].Split('.')[1]}: {parts[1]}"));
        var loaded = Load(yaml);
        Assert.Equal(TimeSpan.FromHours(36), loaded.Interval);
        Assert.Equal(SettingsLoader.Describe(loaded),
            SettingsLoader.Describe(new SampleSettings { Interval = TimeSpan.FromHours(36) }));
    }

    [Fact]
    public void UnknownVariables_Typo_IsFoundWithTheNearest()
    {
        var unknown = SettingsLoader.UnknownVariables<SampleSettings>(
            new Dictionary<string, string> { ["DCMON_SERVER_PROT"] = "1", ["DCMON_NAME"] = "x", ["PATH"] = "y" });
        Assert.Equal(("DCMON_SERVER_PROT", "DCMON_SERVER_PORT"), Assert.Single(unknown));
    }

    private SampleSettings Load(string? yaml, Dictionary<string, string>? variables = null,
        Dictionary<string, string>? flags = null)
    {
        if (yaml is not null) File.WriteAllText(_file, yaml);
        return SettingsLoader.Load<SampleSettings>(yaml is null ? null : _file, variables ?? [], flags ?? []);
    }
}
