using System.Globalization;
using Dcmon.GrainInterfaces.History;
using Dcmon.Settings;

namespace Dcmon.Web.Api;

/// <summary>Reads the query string of a time series request, and says of each parameter what is wrong with it.</summary>
internal sealed class TimeseriesRequest
{
    private const string LabelPrefix = "label.";

    /// <summary>Points an answer has where no step is given.</summary>
    private const int UsualPoints = 500;

    private static readonly string[] Known = ["client", "from", "to", "step", "agg", "by", "window"];

    private readonly Dictionary<string, string[]> _problems = [];

    /// <summary>What is wrong, by parameter; empty where all is well.</summary>
    public IReadOnlyDictionary<string, string[]> Problems => _problems;

    /// <summary>Reads the parameters; look at <see cref="Problems"/> before using the result.</summary>
    public HistoryQuery Read(string metric, IQueryCollection query, bool rate, DateTimeOffset now)
    {
        foreach (var name in query.Keys)
            if (!Known.Contains(name) && !name.StartsWith(LabelPrefix, StringComparison.Ordinal))
                _problems[name] = [$"is not a parameter; there are {string.Join(", ", Known)} and label.NAME."];

        var to = Instant(query, "to", now) ?? now.ToUnixTimeMilliseconds();
        var from = Instant(query, "from", now) ?? to - 3_600_000;
        if (from > to) _problems["from"] = ["must not be after 'to'."];
        var step = Span(query, "step") ?? UsualStep(to - from);
        var window = Span(query, "window");
        if (window is not null && !rate) _problems["window"] = ["is for …/rate only."];
        if (window <= 0) _problems["window"] = ["must be more than 0."];
        return new HistoryQuery(
            metric,
            query["client"] is { Count: > 0 } clients ? [.. clients.OfType<string>()] : null,
            query.Where(each => each.Key.StartsWith(LabelPrefix, StringComparison.Ordinal))
                .ToDictionary(each => each.Key[LabelPrefix.Length..], each => each.Value.ToString()),
            from,
            to,
            step,
            rate,
            window,
            Across(query),
            query["by"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>A round number of seconds that gives about <see cref="UsualPoints"/> points.</summary>
    private static long UsualStep(long span)
    {
        long[] round = [10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];
        return 1000 * round.FirstOrDefault(step => span / (step * 1000) <= UsualPoints, round[^1]);
    }

    private AcrossSeries? Across(IQueryCollection query)
    {
        switch (query["agg"].ToString())
        {
            case "": return null;
            case "avg": return AcrossSeries.Average;
            case "sum": return AcrossSeries.Sum;
            case "min": return AcrossSeries.Minimum;
            case "max": return AcrossSeries.Maximum;
            default:
                _problems["agg"] = ["must be sum, avg, min or max, or left out to have each series alone."];
                return null;
        }
    }

    private long? Instant(IQueryCollection query, string name, DateTimeOffset now)
    {
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        if (TimeText.TryReadInstant(text, now, out var instant)) return instant;
        _problems[name] = [string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a time; write Unix milliseconds or seconds, RFC 3339, 'now', or a span before now such as '-1h'.")];
        return null;
    }

    private long? Span(IQueryCollection query, string name)
    {
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        if (TimeText.TryReadSpan(text, out var span)) return span;
        _problems[name] = [$"'{text}' is not a span of time; write seconds, or a number with ms, s, m, h or d."];
        return null;
    }
}
