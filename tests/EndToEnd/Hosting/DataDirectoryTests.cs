using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Hosting;

/// <summary>Nobody but its owner reads what is in the data directory.</summary>
public sealed class DataDirectoryTests
{
    private const UnixFileMode OpenDirectory = (UnixFileMode)0b111_101_101;
    private const UnixFileMode OpenFile = (UnixFileMode)0b110_110_100;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    [Fact]
    public async Task Server_OnADirectoryThatIsOpenToOthers_MakesItPrivate()
    {
        using var parent = new TemporaryDirectory();
        var data = parent.File("data");
        await RunOnceAsync(data);
        foreach (var directory in Directory.GetDirectories(data, "*", SearchOption.AllDirectories).Append(data))
            File.SetUnixFileMode(directory, OpenDirectory);
        foreach (var file in Directory.GetFiles(data, "*", SearchOption.AllDirectories)) File.SetUnixFileMode(file, OpenFile);

        var log = await RunOnceAsync(data);
        Assert.Contains(log, line => line.Contains($"could read {data}", StringComparison.Ordinal));
        Assert.All(Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories).Append(data),
            path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
        Assert.True(File.Exists(Path.Combine(data, "grains.db")));
        Assert.DoesNotContain(await RunOnceAsync(data), line => line.Contains("could read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_OnADirectoryWhosePermissionsCannotBeChanged_IsRefused()
    {
        var (code, _, log) = await Programs.RunAsync("dcmon-web", "--data", "/proc/sys", "--port", "0", "--set", "address=127.0.0.1");
        Assert.Equal(2, code);
        Assert.Contains("/proc/sys can be read by other users", log, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> RunOnceAsync(string data)
    {
        await using var server = Programs.Start("dcmon-web", "--data", data, "--port", "0", "--set", "address=127.0.0.1");
        await server.WaitForLineAsync("ready");
        Assert.All(Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories),
            path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
        await server.StopAsync();
        return server.Log;
    }
}
