using Dcmon.Agent.Collecting;
using Dcmon.Agent.Prometheus;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>One target: a program that offers metrics in Prometheus' text format.</summary>
internal sealed class ScrapeCollector : IPacedCollector, IDisposable
{
    /// <summary>The collector itself ends a request that takes too long, and can say so.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ScrapeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ScrapeClient _client;
    private readonly TextDocument _document;
    private readonly Series _up, _duration, _samples;

    /// <summary>Connects at the first request.</summary>
    public ScrapeCollector(string target, ScrapeSettings settings, TimeProvider time)
    {
        (Name, _settings, _time) = ($"scrape:{target}", settings, time);
        _client = new ScrapeClient(settings);
        var label = new Label("target", target);
        _document = new TextDocument(
            new SeriesRules(label, settings.MaxSeries)
            {
                Keep = [.. settings.Keep.Select(SeriesPattern.Parse)],
                Drop = [.. settings.Drop.Select(SeriesPattern.Parse)],
                Prefix = settings.Prefix,
            },
            time);
        (_up, _duration) = (MetricCatalog.Series("scrape_up", label), MetricCatalog.Series("scrape_duration_seconds", label));
        _samples = MetricCatalog.Series("scrape_samples", label);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Pace Pace => _settings.Pace with { Timeout = _settings.Timeout + Grace };

    /// <inheritdoc/>
    public async Task CollectAsync(CollectorRun run)
    {
        var begunAt = _time.GetTimestamp();
        var failure = await ScrapeAsync(run);
        run.Samples.Add(_samples, run.Samples.Count);
        run.Samples.Add(_up, failure is null ? 1 : 0);
        run.Samples.Add(_duration, _time.GetElapsedTime(begunAt).TotalSeconds);
        if (failure is not null) run.Fail(failure);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Takes the target's metrics; returns why there are none, or null.</summary>
    private async Task<string?> ScrapeAsync(CollectorRun run)
    {
        using var timeout = new CancellationTokenSource(_settings.Timeout, _time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Stop, timeout.Token);
        try
        {
            var text = await _client.GetAsync(over.Token);
            foreach (var trouble in _document.Read(text.Span, run.Samples)) run.Trouble("answer", trouble);
            return null;
        }
        catch (Exception error) when (error is ScrapeException or FormatException)
        {
            return error.Message;
        }
        catch (OperationCanceledException) when (!run.Stop.IsCancellationRequested)
        {
            return $"no answer within {_settings.Timeout.TotalSeconds:0.###} s";
        }
    }
}
