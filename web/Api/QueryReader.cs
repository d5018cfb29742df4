using System.Globalization;
using Dcmon.Queries.Selection;
using Dcmon.Settings;

namespace Dcmon.Web.Api;

/// <summary>Reads parameters of a query string, and says of each what is wrong with it and how to mend it.</summary>
internal sealed class QueryReader(IQueryCollection query, DateTimeOffset now)
{
    private const string LabelPrefix = "label.";

    /// <summary>Longest span of time, milliseconds: a hundred years. With it, no sum of times overflows or leaves the calendar.</summary>
    private const long MaxSpan = 36_500L * 86_400_000;

    private static readonly long Earliest = new DateTimeOffset(1000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly Dictionary<string, string[]> _problems = [];

    /// <summary>What is wrong, by parameter; empty where all is well.</summary>
    public IReadOnlyDictionary<string, string[]> Problems => _problems;

    /// <summary>Notes what is wrong with a parameter.</summary>
    public void Refuse(string name, string problem) => _problems[name] = [problem];

    /// <summary>Refuses parameters that are not among these.</summary>
    public void Allow(string[] known, bool labels)
    {
        foreach (var name in query.Keys)
            if (!known.Contains(name) && !(labels && name.StartsWith(LabelPrefix, StringComparison.Ordinal)))
                Refuse(name, $"is not a parameter; there are {string.Join(", ", known)}{(labels ? " and label.NAME" : "")}.");
    }

    /// <summary>Whether the parameter is there.</summary>
    public bool Has(string name) => query.ContainsKey(name);

    /// <summary>The parameter as it is; empty where it is not there.</summary>
    public string Text(string name) => query[name].ToString();

    /// <summary>All values of a parameter that may be repeated; null where it is not there.</summary>
    public string[]? All(string name) => query[name] is { Count: > 0 } values ? [.. values.OfType<string>()] : null;

    /// <summary>A list with commas.</summary>
    public string[] List(string name) =>
        Text(name).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The labels asked for by <c>label.NAME=VALUE</c>.</summary>
    public Dictionary<string, string> Labels() =>
        query.Where(each => each.Key.StartsWith(LabelPrefix, StringComparison.Ordinal))
            .ToDictionary(each => each.Key[LabelPrefix.Length..], each => each.Value.ToString());

    /// <summary>A span of time, <c>from</c> and <c>to</c>: the last hour where they are not there.</summary>
    public (long From, long To) FromTo(long usual = 3_600_000)
    {
        var to = Instant("to") ?? now.ToUnixTimeMilliseconds();
        var from = Instant("from") ?? to - usual;
        if (from > to) Refuse("from", "must not be after 'to'.");
        return (from, to);
    }

    /// <summary>A length of time, milliseconds; null where it is not there.</summary>
    public long? Span(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (TimeText.TryReadSpan(text, out var span) && span <= MaxSpan) return span;
        Refuse(name, $"'{text}' is not a span of time; write seconds, or a number with ms, s, m, h or d, 36500d at most.");
        return null;
    }

    /// <summary>A number within a range; null where it is not there.</summary>
    public double? Number(string name, double least, double most)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number from {least} to {most}."));
        return null;
    }

    /// <summary>One of a few words; null where it is not there.</summary>
    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words, string otherwise)
        where T : struct
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (words.TryGetValue(text, out var meaning)) return meaning;
        Refuse(name, $"must be {string.Join(", ", words.Keys.SkipLast(1))} or {words.Keys.Last()}, or left out {otherwise}.");
        return null;
    }

    /// <summary>Matchers such as <c>gpu=~"0|1"</c>, checked; null where there are none.</summary>
    public string[]? Matchers(string name) => Checked(name, SeriesSelector.ParseMatchers);

    /// <summary>Selectors such as <c>load1{client="a"}</c>, checked; null where there are none.</summary>
    public string[]? Selectors(string name) => Checked(name, SeriesSelector.Parse);

    private string[]? Checked(string name, Func<string, object> parse)
    {
        var texts = All(name);
        foreach (var text in texts ?? [])
        {
            try
            {
                parse(text);
            }
            catch (SelectorException malformed)
            {
                Refuse(name, $"'{text}': {malformed.Message}");
            }
        }

        return texts;
    }

    /// <summary>A time, Unix milliseconds; null where it is not there.</summary>
    public long? Instant(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (TimeText.TryReadInstant(text, now, out var instant) && instant >= Earliest && instant <= Latest) return instant;
        Refuse(
            name,
            $"'{text}' is not a time from the year 1000 to 9000; write Unix milliseconds or seconds, RFC 3339, 'now', or a span before now such as '-1h'.");
        return null;
    }
}
