using System.Text.Json;
using Dcmon.EndToEnd.Processes;

namespace Dcmon.EndToEnd.Stored;

/// <summary>Asks the server for the past.</summary>
internal static class History
{
    /// <summary>Every value of a metric with one series that a machine reported, oldest first.</summary>
    public static async Task<List<(long Time, double Value)>> ValuesAsync(ServerProcess server, string metric, string client)
    {
        var answer = await server.Api.GetAsync($"/api/timeseries/{metric}?client={client}&from=-1h&step=0");
        var times = answer.GetProperty("times").EnumerateArray().Select(each => each.GetInt64());
        var series = answer.GetProperty("series").EnumerateArray().Single().GetProperty("values").EnumerateArray();
        return [.. times.Zip(series)
            .Where(each => each.Second.ValueKind != JsonValueKind.Null)
            .Select(each => (each.First, each.Second.GetDouble()))];
    }
}
