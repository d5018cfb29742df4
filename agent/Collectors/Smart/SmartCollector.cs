using Dcmon.Agent.Collecting;
using Dcmon.Agent.Linux;
using Dcmon.Agent.Parsing;
using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>
/// Health of drives as they report it themselves (SMART), through smartctl or, for NVMe alone, nvme-cli. Drives are
/// queried one after the other; one that sleeps is left alone, and one that fails harms no other.
/// </summary>
/// <param name="roots">Where the kernel's files are.</param>
/// <param name="settings">The settings.</param>
/// <param name="tools">Knows what is installed, and runs it.</param>
/// <param name="events">Publishes changes of a drive's health; null where they are not reported.</param>
/// <param name="time">The clock.</param>
/// <param name="ask">Runs tools in the place of <paramref name="tools"/>.</param>
internal sealed class SmartCollector(
    Roots roots, SmartSettings settings, ToolRunner tools, DriveEvents? events, TimeProvider time, ToolQuestion? ask = null)
    : IPacedCollector
{
    private static readonly TimeSpan ScanEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(15);

    private readonly BlockDrives _blockDrives = new(roots, new NameFilter(settings.Exclude));
    private readonly NameFilter _filter = new(settings.Exclude);
    private readonly TimeSpan _question = settings.Timeout / 2 < LongestQuestion ? settings.Timeout / 2 : LongestQuestion;
    private readonly Dictionary<string, Drive> _drives = [];
    private readonly ToolQuestion _ask = ask
        ?? (settings.Answers.Length > 0 ? new SavedAnswers(settings.Answers, 3 * settings.Interval, time).ReadAsync : tools.RunAsync);
    private IReadOnlyList<DriveAddress> _members = [];
    private long? _scannedAt;

    /// <inheritdoc/>
    public string Name => "smart";

    /// <inheritdoc/>
    public Pace Pace => settings.Pace;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) => new(WhyAbsent());

    /// <inheritdoc/>
    /// <exception cref="FormatException">No drive could be read.</exception>
    public async Task CollectAsync(CollectorRun run)
    {
        var startedAt = time.GetTimestamp();
        var tool = Tool() ?? throw new ToolException(WhyAbsent()!);
        await ScanAsync(tool, run);
        var serials = new HashSet<string>();
        var (answers, problem) = (0, (string?)null);
        // Those that failed last time come last, so that they take no time from the others.
        foreach (var drive in Drives().OrderBy(each => each.Failed))
        {
            try
            {
                if (time.GetElapsedTime(startedAt) + _question > settings.Timeout) throw new ToolException("no time was left to query it");
                if (await AskAsync(tool, drive, serials, run)) answers++;
                drive.Failed = false;
            }
            catch (Exception error) when (error is ToolException or FormatException)
            {
                drive.Failed = true;
                run.Trouble(drive.Address.Name, problem = error.Message);
            }
        }

        if (answers == 0 && problem is not null) throw new FormatException($"no drive could be read: {problem}");
    }

    /// <summary>Queries a drive; false for one that cannot be queried, such as a RAID controller's volume.</summary>
    private async Task<bool> AskAsync(IDriveTool tool, Drive drive, HashSet<string> serials, CollectorRun run)
    {
        var suspended = drive.Address.Type is null && _blockDrives.IsSuspended(drive.Address);
        var answer = suspended ? new DriveAnswer(null, Asleep: true) : await tool.AskAsync(drive.Address, run.Stop);
        if (answer is { Reading: null, Asleep: false }) return false;
        if (answer.Reading is { } reading) drive.Update(reading);
        // A drive that has a block device may also be found behind its controller.
        var isNew = drive.Serial is not { } serial || serials.Add(serial);
        if (isNew || drive.Address.Type is null) drive.AddTo(run.Samples, answer.Asleep);
        if (isNew && answer.Reading is not null) events?.Update(drive, answer.Reading);
        return true;
    }

    private async Task ScanAsync(IDriveTool tool, CollectorRun run)
    {
        if (_scannedAt is { } at && time.GetElapsedTime(at) < ScanEvery) return;
        try
        {
            _members = await tool.ScanAsync(run.Stop);
            _scannedAt = time.GetTimestamp();
        }
        catch (Exception error) when (error is ToolException or FormatException)
        {
            run.Trouble("scan", error.Message);
        }
    }

    /// <summary>The drives that are there now, each with what is known of it; those that went are forgotten.</summary>
    private List<Drive> Drives()
    {
        DriveAddress[] addresses = [.. _blockDrives.List(), .. _members.Where(each => _filter.Accepts(each.Name))];
        foreach (var gone in _drives.Keys.Except(addresses.Select(each => each.Name)).ToArray())
            _drives.Remove(gone);
        foreach (var address in addresses)
            _drives.TryAdd(address.Name, new Drive(address));
        return [.. addresses.Select(each => _drives[each.Name])];
    }

    private IDriveTool? Tool() =>
        tools.Find(SmartctlTool.Program) is not null ? new SmartctlTool(_ask, _question)
        : tools.Find(NvmeCliTool.Program) is not null ? new NvmeCliTool(_ask, _blockDrives, _question)
        : null;

    private string? WhyAbsent()
    {
        var drives = _blockDrives.List();
        if (drives.Count == 0) return "this machine has no SATA, SAS or NVMe drives";
        if (Tool() is null) return "neither smartctl (package smartmontools) nor nvme (package nvme-cli) is installed";
        return tools.Find(SmartctlTool.Program) is null && !drives.Any(each => each.IsNvme)
            ? "smartctl (package smartmontools) is not installed"
            : null;
    }
}
