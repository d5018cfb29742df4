using Microsoft.Extensions.Logging;

namespace Dcmon.Agent.Facts;

/// <summary>Several sources as one. A failing source is logged once and harms no other.</summary>
internal sealed partial class FactsSources(IEnumerable<IFactsSource> sources, ILogger<FactsSources> logger) : IFactsSource
{
    private readonly IFactsSource[] _sources = [.. sources];
    private readonly HashSet<IFactsSource> _failing = [];

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts)
    {
        foreach (var source in _sources)
            try
            {
                source.AddTo(facts);
                _failing.Remove(source);
            }
            catch (Exception error)
            {
                if (_failing.Add(source)) Failed(source.GetType().Name, error.Message);
            }
    }

    [LoggerMessage(LogLevel.Warning, "Facts of {Source} are missing: {Problem}")]
    private partial void Failed(string source, string problem);
}
