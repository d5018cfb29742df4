namespace Dcmon.TimeSeries.Storage;

/// <summary>Another process has taken the right to write this client's series; nothing was stored.</summary>
public sealed class FencedException(string client)
    : Exception($"Another server has taken over the client '{client}'; nothing was stored.");
