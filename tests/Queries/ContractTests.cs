using System.Reflection;
using Dcmon.Wire.Extras;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Dcmon.Queries.Tests;

/// <summary>The records cross silos of two versions: their aliases and field numbers stay.</summary>
public sealed class ContractTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["gpu"] = "0" };
    private static readonly SeriesInfo Info = new("a", "bytes_total", Labels, "bytes", true);

    private static readonly object[] All =
    [
        new RangeQuery(
            "m", ["a"], Labels, 1, 2, 3, true, 4, Aggregation.Last, ["gpu"], ["gpu!=\"1\""], false, Aggregation.MinMax, 0.9, true),
        new RangeAnswer([1], [new RangeLine("a", Labels, [1.5])], "too large"),
        new SeriesQuery(["m"], ["a"], 1, 2),
        new SeriesAnswer([Info], "too large"),
        new LatestAnswer([new SeriesLatest(Info, 1, 2)], "too large"),
        new MetricsQuery(["a"], 1, 2),
        new MetricsAnswer([new MetricInfo("m", true, "bytes")], "too large"),
        new LabelsAnswer([new LabelInfo("gpu", ["0"], true)]),
        new StatesQuery("m", ["a"], ["gpu=\"0\""], 1, 2),
        new StatesAnswer([new StatesLine("a", Labels, [new StateSpan(1, 2, 3)])], "too large"),
        new EventsQuery("a", ["gpu_xid"], 2, 1, 2, 3, "1-2"),
        new EventsAnswer([new ClientEvent(1, "a", new MachineEvent(1, "gpu_xid", EventSeverity.Error, "lost") { Key = "k" })], "1-2"),
        new ProcessesAnswer(1, new ProcessTable([new ProcessEntry(1, "python") { User = "root" }])),
    ];

    [Theory]
    [InlineData("dcmon.across-series", typeof(Aggregation), "Average=0 Sum=1 Minimum=2 Maximum=3 Count=4 Quantile=5 Last=6 MinMax=7")]
    [InlineData(
        "dcmon.history-query",
        typeof(RangeQuery),
        "Metric=0 Clients=1 Labels=2 From=3 To=4 Step=5 Rate=6 Window=7 Across=8 By=9 Match=10 Increase=11 Over=12 Quantile=13 AcrossClients=14")]
    [InlineData("dcmon.history-answer", typeof(RangeAnswer), "Times=0 Series=1 Refusal=2")]
    [InlineData("dcmon.history-series", typeof(RangeLine), "Client=0 Labels=1 Values=2")]
    [InlineData("dcmon.series-query", typeof(SeriesQuery), "Selectors=0 Clients=1 From=2 To=3")]
    [InlineData("dcmon.series-info", typeof(SeriesInfo), "Client=0 Metric=1 Labels=2 Unit=3 Counter=4")]
    [InlineData("dcmon.series-answer", typeof(SeriesAnswer), "Series=0 Refusal=1")]
    [InlineData("dcmon.series-latest", typeof(SeriesLatest), "Series=0 Time=1 Value=2")]
    [InlineData("dcmon.latest-answer", typeof(LatestAnswer), "Values=0 Refusal=1")]
    [InlineData("dcmon.metrics-query", typeof(MetricsQuery), "Clients=0 From=1 To=2")]
    [InlineData("dcmon.metric-info", typeof(MetricInfo), "Name=0 Counter=1 Unit=2")]
    [InlineData("dcmon.metrics-answer", typeof(MetricsAnswer), "Metrics=0 Refusal=1")]
    [InlineData("dcmon.label-info", typeof(LabelInfo), "Name=0 Values=1 More=2")]
    [InlineData("dcmon.labels-answer", typeof(LabelsAnswer), "Labels=0")]
    [InlineData("dcmon.states-query", typeof(StatesQuery), "Metric=0 Clients=1 Match=2 From=3 To=4")]
    [InlineData("dcmon.state-span-info", typeof(StateSpan), "From=0 To=1 Value=2")]
    [InlineData("dcmon.states-line", typeof(StatesLine), "Client=0 Labels=1 Spans=2")]
    [InlineData("dcmon.states-answer", typeof(StatesAnswer), "Lines=0 Refusal=1")]
    [InlineData("dcmon.events-query", typeof(EventsQuery), "Client=0 Kinds=1 MinSeverity=2 From=3 To=4 Limit=5 Before=6")]
    [InlineData("dcmon.events-answer", typeof(EventsAnswer), "Events=0 Next=1")]
    [InlineData("dcmon.client-event", typeof(ClientEvent), "Id=0 Client=1 Event=2")]
    [InlineData("dcmon.processes-answer", typeof(ProcessesAnswer), "Time=0 Table=1")]
    public void Record_HasTheAliasAndNumbersThatItAlwaysHad(string alias, Type type, string numbers)
    {
        Assert.Equal(alias, type.GetCustomAttribute<AliasAttribute>()!.Alias);
        Assert.Equal(numbers, string.Join(' ', type.IsEnum ? Enum.GetValues(type).Cast<object>().Select(each => $"{each}={(int)each}") : Numbers(type)));
    }

    [Fact]
    public void Record_OfEachKind_SurvivesTheWayToAnotherSilo()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        foreach (var record in All)
            Assert.Equivalent(record, serializer.Deserialize<object>(serializer.SerializeToArray<object>(record)), strict: true);
    }

    private static IEnumerable<string> Numbers(Type type) =>
        from property in type.GetProperties()
        let id = property.GetCustomAttribute<IdAttribute>()
        where id is not null
        orderby id.Id
        select $"{property.Name}={id.Id}";
}
