using System.Net;
using System.Net.Sockets;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;

namespace Dcmon.EndToEnd.Faults;

/// <summary>Starts that cannot work end with exit code 2 and one clear line.</summary>
public sealed class StartTests(ITestOutputHelper output)
{
    [Fact]
    public async Task SecondServer_OnTheSameData_IsRefused()
    {
        await using var server = await ServerProcess.StartAsync(output);
        var (code, _, log) = await Programs.RunAsync(
            "dcmon-web", "--data", server.Data, "--port", $"{FreePorts.Take(2)}", "--set", "address=127.0.0.1");
        Assert.Equal(2, code);
        Assert.Contains(server.Data, log, StringComparison.Ordinal);
        Assert.Contains("another dcmon", log, StringComparison.Ordinal);
        Assert.False(server.Process.HasExited);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Server_WhosePortIsTaken_NamesThePortAndCostsNothing(int taken)
    {
        using var directory = new TemporaryDirectory();
        var port = FreePorts.Take(4);
        string[] arguments =
        [
            "--data", directory.File("data"), "--port", $"{port}", "--set", "address=127.0.0.1",
            "--set", $"cluster.silo_port={port + 2}", "--set", $"cluster.gateway_port={port + 3}",
        ];
        using (var other = new TcpListener(IPAddress.Loopback, port + taken))
        {
            other.Start();
            var (code, said, log) = await Programs.RunAsync("dcmon-web", arguments);
            Assert.Equal(2, code);
            Assert.Contains($"{port + taken}", log, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
            Assert.Equal("", said);
        }

        // The start that works is the first one: it prints the password.
        await using var server = Programs.Start("dcmon-web", arguments);
        await server.WaitForLineAsync("user: ");
        Assert.Single(server.Output, each => each.StartsWith("password: ", StringComparison.Ordinal));
    }
}
