using Dcmon.GrainInterfaces.History;
using Dcmon.TimeSeries;
using Dcmon.TimeSeries.Queries;
using Dcmon.TimeSeries.Selection;
using Orleans;
using Orleans.Concurrency;

namespace Dcmon.Grains.History;

/// <summary>Reads history; the store does the work.</summary>
[StatelessWorker]
public sealed class HistoryGrain(ISeriesStore store) : Grain, IHistoryGrain
{
    /// <inheritdoc/>
    public async Task<HistoryAnswer> Query(HistoryQuery query, CancellationToken cancel)
    {
        var clients = query.Clients ?? await store.ListClientsAsync(cancel);
        try
        {
            var result = await store.ReadAsync(clients, ToRangeQuery(query), cancel);
            return new HistoryAnswer(result.Times, [.. result.Series.Select(ToHistorySeries)]);
        }
        catch (QueryTooLargeException tooLarge)
        {
            return new HistoryAnswer([], [], tooLarge.Message);
        }
    }

    private static RangeQuery ToRangeQuery(HistoryQuery query) => new(
        new SeriesSelector(query.Metric, [.. query.Labels.Select(label => new LabelMatcher(label.Key, label.Value))]),
        query.From,
        query.To,
        query.Step,
        query.Rate ? Function.Rate : Function.Values,
        query.Window,
        Across: query.Across switch
        {
            null => null,
            AcrossSeries.Sum => Aggregation.Sum,
            AcrossSeries.Minimum => Aggregation.Minimum,
            AcrossSeries.Maximum => Aggregation.Maximum,
            _ => Aggregation.Average,
        },
        By: query.By);

    private static HistorySeries ToHistorySeries(ResultSeries line) =>
        new(line.Client, line.Labels.ToDictionary(label => label.Name, label => label.Value), line.Values);
}
