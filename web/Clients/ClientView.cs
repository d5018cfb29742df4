using Dcmon.GrainInterfaces.Clients;
using Dcmon.Queries;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Clients;

/// <summary>All that is known of a machine.</summary>
/// <param name="Id">Client id.</param>
/// <param name="Name">Host name; untrusted text.</param>
/// <param name="Online">Whether it reported lately.</param>
/// <param name="LastSeen">When the server last heard of it, Unix milliseconds.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Figures">Main figures.</param>
/// <param name="Group">The group that admins put it into.</param>
/// <param name="GpuModel">The model of its GPUs; untrusted text.</param>
/// <param name="Gpus">Figures of each GPU.</param>
/// <param name="Facts">What the machine is.</param>
/// <param name="Latest">The values of its newest report.</param>
public sealed record ClientView(
    string Id,
    string Name,
    bool Online,
    long? LastSeen,
    IReadOnlyList<string> Tags,
    ClientFigures Figures,
    string? Group,
    string? GpuModel,
    IReadOnlyList<GpuFigures> Gpus,
    MachineFacts? Facts,
    IReadOnlyList<LatestView> Latest)
{
    /// <summary>The view of a client's details.</summary>
    public static ClientView Of(ClientDetails details)
    {
        var row = details.Summary;
        return new ClientView(
            row.Id, row.Name, row.Online, row.LastSeen, row.Tags, row.Figures, row.Group, row.GpuModel, row.Gpus, details.Facts,
            Values(details));
    }

    private static List<LatestView> Values(ClientDetails details)
    {
        if (details is not { Schema: { } schema, Time: { } time }) return [];
        var values = new List<LatestView>(schema.Series.Count);
        for (var i = 0; i < schema.Series.Count; i++)
            if (!double.IsNaN(details.Values[i]))
                values.Add(LatestView.Of(schema.Series[i], details.Values[i], time));
        return values;
    }
}

/// <summary>The newest value of a series.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Unit">Base unit, or empty.</param>
/// <param name="Kind">Gauge or counter.</param>
/// <param name="Value">The value as reported.</param>
/// <param name="Time">Unix milliseconds by the machine's clock.</param>
public sealed record LatestView(
    string Metric, IReadOnlyDictionary<string, string> Labels, string Unit, MetricKind Kind, double Value, long Time)
{
    /// <summary>The view of a value.</summary>
    public static LatestView Of(Series series, double value, long time) =>
        new(series.Metric, series.Labels.ByName(), series.Unit, series.Kind, value, time);
}
