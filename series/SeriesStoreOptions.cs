using Dcmon.TimeSeries.Maintenance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dcmon.TimeSeries;

/// <summary>Settings of a series store.</summary>
public sealed record SeriesStoreOptions
{
    /// <summary>Retention, and when maintenance runs.</summary>
    public MaintenanceOptions Maintenance { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets warnings of damage and of failed maintenance.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
