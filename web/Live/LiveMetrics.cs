using System.Diagnostics.Metrics;
using Dcmon.Web.History;
using Dcmon.Web.Live.Push;

namespace Dcmon.Web.Live;

/// <summary>What goes to browsers, counted.</summary>
internal sealed class LiveMetrics
{
    /// <summary>Makes the instruments.</summary>
    public LiveMetrics(IMeterFactory meters, Outboxes outboxes, LiveQueries queries)
    {
        var meter = meters.Create("Dcmon.Live");
        meter.CreateObservableGauge("dcmon_live_connections", () => outboxes.Count, null, "Pages that are connected.");
        meter.CreateObservableGauge("dcmon_live_queries", () => queries.Count, null, "Different live queries that pages watch.");
        meter.CreateObservableCounter("dcmon_live_messages_total", () => outboxes.Messages, null, "Messages sent to pages.");
    }
}
