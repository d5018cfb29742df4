using System.Globalization;
using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Prometheus;

/// <summary>One line with a sample, in its parts: <c>name{label="value"} 1.5 1700000000000</c>.</summary>
internal readonly ref struct SampleLine
{
    /// <summary>
    /// Numbers below this are seconds, as in OpenMetrics, others milliseconds: in seconds it is the year 5138.
    /// </summary>
    private const double SecondsBelow = 1e11;

    private SampleLine(ReadOnlySpan<char> series, ReadOnlySpan<char> name, double value, double? time)
    {
        Series = series;
        Name = name;
        Value = value;
        Time = time;
    }

    /// <summary>Name and labels as they are written.</summary>
    public ReadOnlySpan<char> Series { get; }

    /// <summary>The metric's name.</summary>
    public ReadOnlySpan<char> Name { get; }

    /// <summary>The value; it may be NaN or infinite.</summary>
    public double Value { get; }

    /// <summary>When it was measured, Unix milliseconds; null where the line does not have it.</summary>
    public double? Time { get; }

    /// <summary>The labels; they have been walked over once and have no problem.</summary>
    public LabelReader Labels
    {
        get
        {
            var rest = Series[Name.Length..].TrimStart(" \t");
            return new LabelReader(rest.StartsWith('{') ? rest[1..] : "}");
        }
    }

    /// <summary>Reads a line that is neither empty nor a comment.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="sample">Its parts.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(ReadOnlySpan<char> line, out SampleLine sample)
    {
        sample = default;
        var name = Names.Metric(line);
        if (name.IsEmpty) return "it does not begin with the name of a metric";
        var rest = line[name.Length..].TrimStart(" \t");
        if (rest.StartsWith('{'))
        {
            var labels = new LabelReader(rest[1..]);
            while (labels.MoveNext())
            {
                // Only to its end, here.
            }

            if (labels.Problem is { } problem) return problem;
            rest = labels.Rest;
        }
        else if (rest.Length == line.Length - name.Length) return "a blank is expected after the name";

        var series = line[..^rest.Length];

        // What follows a # is an exemplar: one of the things that were counted.
        var fields = new FieldReader(rest.IndexOf('#') is var end and >= 0 ? rest[..end] : rest);
        if (!TryNumber(fields.Next(), out var value)) return "the value is no number";
        var time = fields.Next();
        var at = 0.0;
        if (!time.IsEmpty && !(TryNumber(time, out at) && double.IsFinite(at))) return "the time is no number";
        if (!fields.Next().IsEmpty) return "more follows than a value and a time";
        sample = new SampleLine(series, name, value, time.IsEmpty ? null : Math.Abs(at) < SecondsBelow ? at * 1000 : at);
        return null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out value)) return true;
        value = text switch
        {
            "+Inf" or "Inf" or "+inf" or "inf" => double.PositiveInfinity,
            "-Inf" or "-inf" => double.NegativeInfinity,
            _ => double.NaN,
        };
        return !double.IsNaN(value) || text.Equals("nan", StringComparison.OrdinalIgnoreCase);
    }
}
