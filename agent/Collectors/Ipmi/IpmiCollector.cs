using Dcmon.Agent.Collecting;
using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Collectors.Ipmi.EventLog;
using Dcmon.Agent.Collectors.Ipmi.Sensors;
using Dcmon.Agent.Collectors.Psu;
using Dcmon.Agent.Events;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Extras;
using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>One BMC: its sensors, chassis, power, fans and event log, by ipmitool.</summary>
internal sealed partial class IpmiCollector : IPacedCollector, IFactsSource
{
    /// <summary>Thresholds change when somebody sets them.</summary>
    private static readonly TimeSpan DetailsEvery = TimeSpan.FromHours(1);

    private readonly IBmcAccess _access;
    private readonly IpmiSettings _settings;
    private readonly CollectorParts _parts;
    private readonly ILogger _logger;
    private readonly BmcClient _client;
    private readonly BmcInventory _inventory;
    private readonly SensorSamples _sensors;
    private readonly BmcPoll _poll;
    private readonly SelReader _log;
    private readonly ThresholdEvents _thresholds;
    private readonly PsuEvents _supplies;

    private RunBudget _budget;
    private DateTimeOffset _nextDetails;

    /// <summary>Makes the collector of one BMC.</summary>
    /// <param name="access">How it is asked.</param>
    /// <param name="parts">What collectors are made from.</param>
    /// <param name="settings">The section <c>collect.ipmi</c>.</param>
    /// <param name="sink">Gets what is new in its event log.</param>
    /// <param name="withPowerSupplies">Whether to derive the state of power supplies from their sensors.</param>
    public IpmiCollector(IBmcAccess access, CollectorParts parts, IpmiSettings settings, ISelSink sink, Func<bool> withPowerSupplies)
    {
        (_access, _parts, _settings) = (access, parts, settings);
        _logger = parts.Loggers.CreateLogger<IpmiCollector>();
        _budget = new RunBudget(parts.Time, settings.Timeout);
        _client = new BmcClient(access);
        _inventory = new BmcInventory(_client, parts.Time);
        var labels = new BmcLabels(access.Name);
        _sensors = new SensorSamples(labels, withPowerSupplies);
        _poll = new BmcPoll(labels, _sensors, parts.Time);
        _log = new SelReader(access.Name, ReadLogAsync, parts.State, settings.SelFirst, _sensors.LabelOf, sink);
        _thresholds = new ThresholdEvents(Changes("sensors", EventKinds.IpmiSensor));
        _supplies = new PsuEvents(Changes("psu_sensors", EventKinds.PsuState));
    }

    /// <inheritdoc/>
    public string Name => _access.Name is { } name ? $"ipmi:{name}" : "ipmi";

    /// <inheritdoc/>
    public Pace Pace => _settings.Pace;

    /// <inheritdoc/>
    public ValueTask<string?> WhyAbsentAsync(CancellationToken stop) =>
        new(_access.WhyAbsent() ?? (_parts.Tools.Find(ToolAccess.Ipmitool) is null ? "ipmitool is not installed" : null));

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        _budget = new RunBudget(_parts.Time, Pace.Timeout);
        await PartAsync(run, "sensor repository", () => _client.AskAsync(BmcQuestion.Repository, _budget.Left / 2, run.Stop));
        await PartAsync(run, "controller", () => _inventory.ReadControllerAsync(_budget.Left / 2, run.Stop));

        var answer = await _poll.RunAsync(_client, _settings.FanModes && _inventory.Controller is { IsSupermicro: true },
            _budget.Left, run);
        foreach (var part in answer.Refused) NotOffered(Name, part);
        foreach (var supply in _sensors.PowerSupplies) _supplies.Update(supply);
        if (!_settings.Sel || !answer.HasLog) _thresholds.Update(answer.Readings, _sensors.LabelOf);
        if (_settings.Sel && answer.Log is { } log) await PartAsync(run, "event log", () => _log.ReadAsync(log, answer.Clock, run.Stop));
        if (_parts.Time.GetUtcNow() >= _nextDetails && _budget.IsAmple) await PartAsync(run, "thresholds", () => ReadDetailsAsync(run.Stop));
        if (_access.Name is null && _budget.IsAmple) await PartAsync(run, "parts", () => _inventory.ReadPartsAsync(_budget.Left, run.Stop));
    }

    /// <summary>A BMC in the network is another machine's.</summary>
    public void AddTo(FactsBuilder facts)
    {
        if (_access.Name is null) _inventory.AddTo(facts);
    }

    private StateEvents Changes(string name, string kind) => new(
        _parts.Events, new ReportedStates(_parts.State, _access.Name is { } bmc ? $"{name}.{bmc}" : name), kind, _parts.Time, _access.Name);

    private async Task ReadDetailsAsync(CancellationToken stop)
    {
        // At the next hour in any case: where it fails, it takes long.
        _nextDetails = _parts.Time.GetUtcNow() + DetailsEvery;
        _sensors.SetDetails(SensorDetailsParser.Parse(await _client.AskAsync(BmcQuestion.Thresholds, _budget.Left, stop)));
    }

    private async Task<IReadOnlyList<SelEntry>> ReadLogAsync(int count, CancellationToken stop) =>
        SelListParser.Parse(await _client.AskAsync(BmcQuestion.LastEvents(count), _budget.Left, stop));

    private static async Task PartAsync(CollectorRun run, string name, Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (ToolException error) when (run.Samples.Count == 0 && BmcClient.IsUnreachable(error))
        {
            throw; // The same again, after the same wait, is all that the rest would bring.
        }
        catch (Exception error) when (error is ToolException or IOException or UnauthorizedAccessException)
        {
            run.Trouble(name, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Collector {Name}: the BMC does not offer its {Part}; it is tried again in a day.")]
    private partial void NotOffered(string name, string part);
}
