using Dcmon.TimeSeries.Maintenance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.TimeSeries;

/// <summary>What a store is told.</summary>
public sealed record SeriesStoreOptions
{
    /// <summary>How long it keeps what.</summary>
    public MaintenanceOptions Maintenance { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hears of damage and of tidying up that failed.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
