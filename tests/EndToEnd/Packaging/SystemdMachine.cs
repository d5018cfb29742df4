using System.Globalization;
using Dcmon.EndToEnd.Processes;
using Dcmon.Testing;
using Dcmon.Testing.Processes;

namespace Dcmon.EndToEnd.Packaging;

/// <summary>
/// A machine of its own with a real systemd, made from this system's files; what it changes is kept apart and forgotten. Needs root,
/// systemd-nspawn (package systemd-container) and overlay mounts.
/// </summary>
internal sealed class SystemdMachine : IAsyncDisposable
{
    private const int Kill = 9;

    private readonly TemporaryDirectory _directory = new();
    private readonly ProgramProcess _machine;
    private readonly ITestOutputHelper _output;

    private SystemdMachine(ITestOutputHelper output) =>
        (_output, _machine) = (output, Programs.Start("boot-machine", _directory.Path));

    /// <summary>Its root directory, but for <c>/usr</c>.</summary>
    public string Root => _directory.File("root");

    /// <summary>What it has changed in <c>/usr</c>.</summary>
    public string ChangesInUsr => _directory.File("usr");

    /// <summary>Boots one.</summary>
    public static async Task<SystemdMachine> BootAsync(ITestOutputHelper output)
    {
        var machine = new SystemdMachine(output);
        try
        {
            await Eventually.HoldsAsync(
                async () => machine._machine.HasExited || machine.Leader() is not null
                    && (await machine.TryAsync("systemctl", "is-system-running")).Output is "running" or "degraded",
                "systemd has started",
                timeout: TimeSpan.FromSeconds(60));
            Assert.False(machine._machine.HasExited, string.Join('\n', machine._machine.Log));
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program in it.</summary>
    public Task<(int Code, string Output, string Log)> TryAsync(params string[] command) =>
        Programs.RunAsync("/usr/bin/nsenter", ["--target", Leader() ?? "0", "--all", .. command]);

    /// <summary>Runs a program in it that must succeed; returns what it wrote on stdout.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        var (code, output, log) = await TryAsync(command);
        Assert.True(code == 0, $"{string.Join(' ', command)} ended with {code}: {output}\n{log}");
        return output;
    }

    /// <summary>A property of a unit.</summary>
    public Task<string> ShowAsync(string unit, string property) => RunAsync("systemctl", "show", unit, "--value", "--property", property);

    /// <summary>The machine's path of a file, as this system sees it.</summary>
    public string File(string path) => Path.Combine(Root, path.TrimStart('/'));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_machine.HasExited && Leader() is { } leader)
        {
            _output.WriteLine((await TryAsync("journalctl", "--no-pager", "--lines=80", "--unit=dcmon-agent*")).Output);
            // All that runs in it ends with its first process, but not with systemd-nspawn.
            NativeKill.Send(int.Parse(leader, CultureInfo.InvariantCulture), Kill);
        }

        await _machine.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>Its first process, the only child of systemd-nspawn.</summary>
    private string? Leader()
    {
        var id = _machine.Id.ToString(CultureInfo.InvariantCulture);
        var children = System.IO.File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children is [var only] && System.IO.File.ReadAllText($"/proc/{only}/comm").Trim() == "systemd" ? only : null;
    }
}
