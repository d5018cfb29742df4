namespace Dcmon.Agent.Collectors.Scrape;

/// <summary>A target gave no metrics. The message says why, in one line without a final full stop.</summary>
internal sealed class ScrapeException(string message, Exception? inner = null) : Exception(message, inner);
