using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Hosting;

/// <summary>A server of one process is called through its two ports and in no other way: its silo has none.</summary>
public sealed class ListeningSocketsTests(ITestOutputHelper output)
{
    private const string Listening = "0A";

    [Fact]
    public async Task Server_ByDefault_HasTheBrowsersAndTheAgentsPort()
    {
        using var data = new TemporaryDirectory();
        await using var server = Programs.Start(
            "dcmon-web", "--data", data.File("data"), "--port", "0", "--set", "address=127.0.0.1");
        await server.WaitForLineAsync("user: ");
        Assert.Equal(2, PortsOf(server.Id).Count);
    }

    [Fact]
    public async Task Server_WithPortsOfACluster_HasTheSameTwo()
    {
        await using var server = await ServerProcess.StartAsync(output);
        Assert.Equal([server.Port, server.Port + 1], PortsOf(server.Process.Id).Order());
    }

    /// <summary>TCP ports that a process listens on, and all UDP ports of it.</summary>
    private static List<int> PortsOf(int process)
    {
        var own = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(each => new FileInfo(each).LinkTarget).OfType<string>()
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1]).ToHashSet();
        return
        [
            .. SocketsOf(process, "tcp", "tcp6").Where(each => each.State == Listening)
                .Concat(SocketsOf(process, "udp", "udp6"))
                .Where(each => own.Contains(each.Inode)).Select(each => each.Port),
        ];
    }

    private static IEnumerable<(int Port, string State, string Inode)> SocketsOf(
        int process, params IEnumerable<string> protocols) =>
        from protocol in protocols
        from line in File.ReadLines($"/proc/{process}/net/{protocol}").Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let port = int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        select (port, fields[3], fields[9]);
}
