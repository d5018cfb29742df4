using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Reach;

/// <summary>One target: whether it can be reached, how fast, and how many probes are lost on the way.</summary>
internal sealed class ReachCollector : IPacedCollector
{
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ReachSettings _settings;
    private readonly TimeProvider _time;
    private readonly HostLookup _lookup;
    private readonly IProbe _probe;
    private readonly Series _up, _latency, _loss, _status;

    /// <summary>Nothing is asked yet.</summary>
    /// <param name="name">The target's name in the settings.</param>
    /// <param name="settings">What to reach; checked.</param>
    /// <param name="time">The clock.</param>
    public ReachCollector(string name, ReachSettings settings, TimeProvider time)
    {
        (Name, _settings, _time) = ($"reach:{name}", settings, time);
        if (!ReachTarget.TryParse(settings.Target, out var target)) throw new ArgumentException($"'{settings.Target}' is no target.");
        (_lookup, _probe) = (new HostLookup(target.Host), target.Probe(time));
        Series Of(string metric) => MetricCatalog.Series(metric, new Label("target", name));
        (_up, _latency, _loss, _status) = (Of("reach_up"), Of("reach_latency_seconds"), Of("reach_loss_ratio"), Of("reach_http_status"));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>
    /// A run takes the lookup of the host, and the probes, which begin one after the other and do not wait for each
    /// other.
    /// </summary>
    public Pace Pace => _settings.Pace with { Timeout = 2 * _settings.Timeout + (_settings.Probes - 1) * Distance + Grace };

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var answers = await AskAsync(run.Stop);
        TimeSpan[] good = [.. answers.Where(each => each.Problem is null).Select(each => each.Latency).Order()];
        run.Samples.Add(_up, good.Length > 0 ? 1 : 0);
        run.Samples.Add(_loss, 1 - (double)good.Length / answers.Length);
        if (good.Length > 0) run.Samples.Add(_latency, Median(good).TotalSeconds);
        if (answers.LastOrDefault(each => each.Status is not null)?.Status is { } status) run.Samples.Add(_status, status);
        foreach (var problem in answers.Select(each => each.Problem).OfType<string>().Distinct()) run.Trouble("target", problem);
    }

    private static TimeSpan Median(TimeSpan[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private async Task<ProbeAnswer[]> AskAsync(CancellationToken stop)
    {
        var probes = new List<Task<ProbeAnswer>>();
        try
        {
            using var timeout = new CancellationTokenSource(_settings.Timeout, _time);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
            var addresses = await _lookup.FindAsync(over.Token);
            while (probes.Count < _settings.Probes)
            {
                if (probes.Count > 0) await Task.Delay(Distance, _time, stop);
                probes.Add(AskAsync(addresses, stop));
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return [new ProbeAnswer(_settings.Timeout, $"the name is not resolved within {Limit}")];
        }
        catch (ReachException error) when (probes.Count == 0)
        {
            return [new ProbeAnswer(TimeSpan.Zero, error.Message)];
        }

        return await Task.WhenAll(probes);
    }

    private async Task<ProbeAnswer> AskAsync(System.Net.IPAddress[] addresses, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, _time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            return await _probe.AskAsync(addresses, over.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ProbeAnswer(_settings.Timeout, $"no answer within {Limit}");
        }
    }

    private string Limit => $"{_settings.Timeout.TotalSeconds:0.###} s";
}
