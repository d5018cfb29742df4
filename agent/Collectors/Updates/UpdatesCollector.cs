using Dcmon.Agent.Collecting;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>
/// Updates of the operating system that wait. To search for them is costly, so it is done only when the package
/// database has changed, and not often; whether it has changed is seen each minute.
/// </summary>
/// <param name="settings">How often.</param>
/// <param name="tools">Runs the package manager.</param>
/// <param name="time">The clock.</param>
/// <param name="root">Where the system is; tests have one of their own.</param>
internal sealed class UpdatesCollector(UpdatesSettings settings, ToolRunner tools, TimeProvider time, string root = "/") : IPacedCollector
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    private static readonly Series Pending = MetricCatalog.Series("updates_pending");
    private static readonly Series SecurityPending = MetricCatalog.Series("updates_security_pending");
    private static readonly Series RebootRequired = MetricCatalog.Series("reboot_required");

    private readonly string _rebootFile = Path.Combine(root, "run/reboot-required");
    private PendingUpdates? _found;
    private DateTime[] _stamps = [];
    private long _searchedAt;

    /// <inheritdoc/>
    public string Name => "updates";

    /// <inheritdoc/>
    public Pace Pace => settings.Pace with { Interval = CheckInterval < settings.Interval ? CheckInterval : settings.Interval };

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) =>
        new(Manager() is null ? "neither apt-get nor dnf is installed" : null);

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var manager = Manager() ?? throw new ToolException("neither apt-get nor dnf is installed");
        await SearchAsync(manager, run.Stop);
        run.Samples.Add(Pending, _found!.All);
        run.Samples.Add(SecurityPending, _found.Security);
        // Several packages of Debian and Ubuntu make the file when they are updated; the next start removes it.
        if (File.Exists(_rebootFile)) run.Samples.Add(RebootRequired, 1);
        else if (_found.RebootRequired is { } required) run.Samples.Add(RebootRequired, required ? 1 : 0);
    }

    private async Task SearchAsync(IPackageManager manager, CancellationToken stop)
    {
        if (_found is not null && time.GetElapsedTime(_searchedAt) < settings.Interval) return;
        // Taken before the search: what changes meanwhile is found the next time.
        DateTime[] stamps = [.. manager.Database.Select(File.GetLastWriteTimeUtc)];
        if (_found is not null && stamps.AsSpan().SequenceEqual(_stamps)) return;
        _found = await manager.ReadAsync(stop);
        (_stamps, _searchedAt) = (stamps, time.GetTimestamp());
    }

    private IPackageManager? Manager() =>
        tools.Find(Apt.Program) is not null ? new Apt(tools, root, settings.Timeout)
        : tools.Find(Dnf.Program) is not null ? new Dnf(tools, root, settings.Timeout)
        : null;
}
