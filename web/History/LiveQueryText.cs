using Dcmon.Queries;
using Dcmon.Web.Api;
using Microsoft.AspNetCore.WebUtilities;

namespace Dcmon.Web.History;

/// <summary>A live query as a browser names it: the relative address of its history, without a start and an end.</summary>
/// <param name="Key">The same for addresses that mean the same.</param>
/// <param name="Query">What it asks; its span of time means nothing.</param>
internal sealed record LiveQueryText(string Key, RangeQuery Query)
{
    private const string Root = "/api/timeseries/";

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says how to mend it.</exception>
    public static LiveQueryText Read(string address, DateTimeOffset now)
    {
        var (path, text) = address.Split('?', 2) is [var before, var after] ? (before, after) : (address, "");
        if (!path.StartsWith(Root, StringComparison.Ordinal)) throw new FormatException($"A live query starts with {Root}METRIC.");
        var (metric, function) = path[Root.Length..].Split('/') switch
        {
            [{ Length: > 0 } name] => (name, Function.Values),
            [{ Length: > 0 } name, "rate"] => (name, Function.Rate),
            [{ Length: > 0 } name, "increase"] => (name, Function.Increase),
            _ => throw new FormatException($"A live query is of {Root}METRIC, {Root}METRIC/rate or {Root}METRIC/increase."),
        };

        var parameters = QueryHelpers.ParseQuery(text);
        var reader = new QueryReader(new QueryCollection(parameters), now);
        var query = TimeseriesRequest.Read(Uri.UnescapeDataString(metric), reader, function);
        foreach (var name in (string[])["from", "to"])
            if (reader.Has(name)) reader.Refuse(name, "is not for live queries: they go on from now.");
        if (!reader.Has("step")) reader.Refuse("step", "is needed, in seconds; 0: a point a report.");
        if (query.Step < 0) reader.Refuse("step", "must not be less than 0.");
        if (reader.Problems.Count > 0)
            throw new FormatException(string.Join(' ', reader.Problems.Select(problem => $"{problem.Key}: {string.Join(' ', problem.Value)}")));

        var sorted = parameters
            .SelectMany(each => each.Value.Select(value => $"{Uri.EscapeDataString(each.Key)}={Uri.EscapeDataString(value ?? "")}"))
            .Distinct().Order(StringComparer.Ordinal);
        return new LiveQueryText($"{path}?{string.Join('&', sorted)}", query);
    }
}
