using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>
/// Debian's and Ubuntu's package manager. A restart that is needed stands in a file (<see cref="UpdatesCollector"/>).
/// </summary>
/// <param name="tools">Runs apt-get.</param>
/// <param name="root">Where the system is; <c>/</c>.</param>
/// <param name="timeout">How long a search may take.</param>
internal sealed class Apt(ToolRunner tools, string root, TimeSpan timeout) : IPackageManager
{
    /// <summary>Name of the program.</summary>
    public const string Program = "apt-get";

    // Without the lock it needs no root; the note is left out because nothing reads it.
    private static readonly string[] Simulate =
        ["-s", "-o", "Debug::NoLocking=1", "-o", "APT::Get::Show-User-Simulation-Note=0", "dist-upgrade"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Database { get; } = [Path.Combine(root, "var/lib/dpkg/status"), Path.Combine(root, "var/lib/apt/lists")];

    /// <inheritdoc/>
    public async Task<PendingUpdates> ReadAsync(CancellationToken stop)
    {
        var result = await tools.RunAsync(new ToolCall(Program, Simulate, timeout), stop);
        if (result.ExitCode != 0) throw new ToolException($"{Program} failed with status {result.ExitCode}: {result.Error}");
        var (all, security) = AptSimulation.Parse(result.Text);
        return new PendingUpdates(all, security, RebootRequired: false);
    }
}
