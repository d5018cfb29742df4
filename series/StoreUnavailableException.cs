namespace Dcmon.TimeSeries;

/// <summary>The store cannot take or give data now (disk full, queue full, shutting down); trying later may succeed.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
