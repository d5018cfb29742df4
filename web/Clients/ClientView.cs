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
/// <param name="Refused">What the server refused of its reports in the last day; null: nothing.</param>
/// <param name="Latest">The values of the newest report of its agent, and of each program that pushes samples of it.</param>
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
    RefusedReports? Refused,
    IReadOnlyList<LatestView> Latest)
{
    /// <summary>The view of a client's details.</summary>
    public static ClientView Of(ClientDetails details)
    {
        var row = details.Summary;
        return new ClientView(
            row.Id, row.Name, row.Online, row.LastSeen, row.Tags, row.Figures, row.Group, row.GpuModel, row.Gpus, details.Facts,
            details.Refused, Values(details));
    }

    private static List<LatestView> Values(ClientDetails details) =>
    [
        .. details is { Schema: { } schema, Time: { } time } ? LatestView.Of(schema, details.Values, time, details.Program) : [],
        .. details.Programs.SelectMany(LatestView.Of),
    ];
}

/// <summary>The newest value of a series.</summary>
/// <param name="Metric">Metric name.</param>
/// <param name="Labels">Labels by name.</param>
/// <param name="Unit">Base unit, or empty.</param>
/// <param name="Kind">Gauge or counter.</param>
/// <param name="Value">The value as reported.</param>
/// <param name="Time">Unix milliseconds by the clock of the machine, or of the program.</param>
/// <param name="Program">The program that pushed it; null: the machine's agent reported it.</param>
public sealed record LatestView(
    string Metric, IReadOnlyDictionary<string, string> Labels, string Unit, MetricKind Kind, double Value, long Time, string? Program)
{
    /// <summary>The views of a program's newest values.</summary>
    public static IReadOnlyList<LatestView> Of(ProgramState state) => Of(state.Schema, state.Values, state.Time, state.Program);

    /// <summary>The views of a report's values, without those that it does not have.</summary>
    /// <param name="schema">The series.</param>
    /// <param name="values">In the schema's order; NaN is "no value".</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="program">The program that pushed them; null: the agent reported them.</param>
    public static IReadOnlyList<LatestView> Of(Schema schema, double[] values, long time, string? program)
    {
        var views = new List<LatestView>(values.Length);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]) && schema.Series[i] is var series)
                views.Add(new LatestView(series.Metric, series.Labels.ByName(), series.Unit, series.Kind, values[i], time, program));
        return views;
    }
}
