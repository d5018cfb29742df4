using Xunit;

namespace Dcmon.Settings.Tests;

public sealed class SettingsMapTests : IDisposable
{
    private readonly string _file =
        Path.Combine(Directory.CreateTempSubdirectory("dcmon-settings").FullName, "dcmon.yaml");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Load_NamedEntries_AreThereInTheirOrder()
    {
        var settings = Load("""
            targets:
              node-1: {url: 'http://a', keep: [x, y]}
              b_2:
                servers: {inner: {port: 7}}
              plain:
              empty: {}
            """);
        Assert.Equal(["node-1", "b_2", "plain", "empty"], settings.Targets.Keys);
        Assert.Equal(("http://a", "none"), (settings.Targets["node-1"].Url, settings.Targets["plain"].Url));
        Assert.Equal(["x", "y"], settings.Targets["node-1"].Keep);
        Assert.Equal(7, settings.Targets["b_2"].Servers["inner"].Port);
    }

    [Theory]
    [InlineData("targets: {}")]
    [InlineData("targets:")]
    [InlineData("server: {}")]
    public void Load_EmptyMap_HasNoEntries(string yaml) => Assert.Empty(Load(yaml).Targets);

    [Fact]
    public void Load_Flags_MayNameEntriesAndWin()
    {
        var settings = Load("targets: {a: {url: file}}",
            flags: new() { ["targets.a.url"] = "flag", ["targets.b.keep"] = "x, y" });
        Assert.Equal("flag", settings.Targets["a"].Url);
        Assert.Equal(["x", "y"], settings.Targets["b"].Keep);
    }

    [Fact]
    public void Load_Variables_DoNotReachIntoMaps()
    {
        var variables = new Dictionary<string, string> { ["DCMON_TARGETS_A_URL"] = "variable" };
        Assert.Equal("file", Load("targets: {a: {url: file}}", variables).Targets["a"].Url);
        Assert.Equal("DCMON_TARGETS_A_URL",
            Assert.Single(SettingsLoader.UnknownVariables<SampleSettings>(variables)).Variable);
    }

    [Theory]
    [InlineData("targets: {a: {ulr: x}}", "dcmon.yaml:1: unknown key 'targets.a.ulr'; did you mean 'targets.a.url'?")]
    [InlineData("targets: {Big: {url: x}}",
        "dcmon.yaml:1: 'Big' is no name; 1 to 40 of a-z, 0-9, _ and - are expected.")]
    [InlineData("targets: {'': {url: x}}", "'' is no name;")]
    [InlineData("targets: {a.b: {url: x}}", "unknown key 'targets.a.b.url'")]
    [InlineData("targets:\n  a: 5", "dcmon.yaml:2: 'targets.a' is a section")]
    [InlineData("targets: 5", "dcmon.yaml:1: 'targets' holds sections by name")]
    [InlineData("targets: [a]", "'targets' holds sections by name")]
    [InlineData("targets: {a: {url: ''}}", "'targets.a.url' must not be empty.")]
    [InlineData("targets: {a: {servers: {b: {port: 70000}}}}", "'targets.a.servers.b.port' must be from 0 to 65535.")]
    [InlineData("targets: {a: {servers: {b: {port: x}}}}",
        "'targets.a.servers.b.port' must be a whole number, not 'x'.")]
    [InlineData("targets: {a: {url: {x: y}}}", "'targets.a.url' takes a value")]
    [InlineData("interval: {}", "'interval' must be a duration such as 500ms, 10s, 5m, 2h or 90d, not empty")]
    [InlineData("intervall: {}", "unknown key 'intervall'")]
    public void Load_WrongMap_SaysWhereAndWhat(string yaml, string expected)
    {
        var error = Assert.Throws<SettingsException>(() => Load(yaml));
        Assert.Contains(expected, Assert.Single(error.Problems));
    }

    [Fact]
    public void Load_LongName_IsRefused()
    {
        Assert.Single(Load($"targets: {{{new string('a', 40)}: {{url: x}}}}").Targets);
        Assert.Throws<SettingsException>(() => Load($"targets: {{{new string('a', 41)}: {{url: x}}}}"));
    }

    [Fact]
    public void Describe_Entries_AreLinesWithTheirNames()
    {
        var lines = SettingsLoader.Describe(Load("targets: {a: {url: x}}"));
        Assert.Contains("targets.a.url: 'x'", lines);
        Assert.Contains("targets.a.keep: ['*']", lines);
    }

    private SampleSettings Load(string yaml, Dictionary<string, string>? variables = null,
        Dictionary<string, string>? flags = null)
    {
        File.WriteAllText(_file, yaml);
        return SettingsLoader.Load<SampleSettings>(_file, variables ?? [], flags ?? []);
    }
}
