using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>The package manager of Fedora, RHEL and their kin.</summary>
/// <param name="tools">Runs dnf.</param>
/// <param name="root">Where the system is; <c>/</c>.</param>
/// <param name="timeout">How long each question may take.</param>
internal sealed class Dnf(ToolRunner tools, string root, TimeSpan timeout) : IPackageManager
{
    /// <summary>Name of the program.</summary>
    public const string Program = "dnf";

    private const string NeedsRestarting = "needs-restarting";
    private const int UpdatesThere = 100;

    /// <inheritdoc/>
    public IReadOnlyList<string> Database { get; } =
    [
        .. new[] { "var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages", "usr/lib/sysimage/rpm/rpmdb.sqlite", "var/cache/dnf", "var/cache/libdnf5" }
            .Select(path => Path.Combine(root, path)),
    ];

    /// <inheritdoc/>
    public async Task<PendingUpdates> ReadAsync(CancellationToken stop)
    {
        // -C: from the lists that are there.
        var updates = await RunAsync([0, UpdatesThere], stop, "-q", "-C", "check-update");
        var security = await RunAsync([0], stop, "-q", "-C", "updateinfo", "list", "--security");
        return new PendingUpdates(DnfLists.CountUpdates(updates), DnfLists.CountSecurity(security), await RebootRequiredAsync(stop));
    }

    private async Task<string> RunAsync(int[] good, CancellationToken stop, params string[] arguments)
    {
        var result = await tools.RunAsync(new ToolCall(Program, arguments, timeout), stop);
        return good.Contains(result.ExitCode)
            ? result.Text
            : throw new ToolException($"{Program} {string.Join(' ', arguments)} failed with status {result.ExitCode}: {result.Error}");
    }

    /// <summary>needs-restarting is a package of its own: exit status 1 is yes, 0 no.</summary>
    private async Task<bool?> RebootRequiredAsync(CancellationToken stop)
    {
        if (tools.Find(NeedsRestarting) is null) return null;
        var result = await tools.RunAsync(new ToolCall(NeedsRestarting, ["-r"], timeout), stop);
        return result.ExitCode switch { 0 => false, 1 => true, _ => null };
    }
}
