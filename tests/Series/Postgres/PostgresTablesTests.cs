using Dcmon.Testing;
using Dcmon.TimeSeries.Sql;
using Dcmon.TimeSeries.Tests.Queries;
using Dcmon.TimeSeries.Tests.Storage;
using Dcmon.Wire.Extras;

namespace Dcmon.TimeSeries.Tests.Postgres;

/// <summary>Tables of older programs.</summary>
public sealed class PostgresTablesTests() : StoreTests(new PostgresKind())
{
    private SqlSeriesDatabase Database => (SqlSeriesDatabase)Store.Database;

    [Fact]
    public async Task Open_Format1_HasEverythingAndTakesEvents()
    {
        await FillAsync("a", Start + 3, Start + Hour);
        // What the program before had: all but the tables of events.
        await Database.ExecuteAsync("DROP TABLE event; DROP TABLE process_table; UPDATE series_format SET version = 1");
        await ReopenAsync();
        Assert.Equal(360, (await ScanAsync("a", "load1")).Count);
        var extras = new ReportExtras([new(Start, "kind", EventSeverity.Info, "x") { Key = "1" }], null);
        Assert.Single((await AppendAsync("a", Two, [Two.Report(9_999_999, Start + Hour + 7, 1, 1)], [extras])).Events);
        await ReopenAsync();
        Assert.Single(await Store.ListEventsAsync(Ask.Events(Start, Start), default));
    }
}
