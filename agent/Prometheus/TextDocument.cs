using System.Numerics;
using System.Text;
using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Prometheus;

/// <summary>
/// Reads texts of one source in Prometheus' text format, or in OpenMetrics', line by line. A line that is malformed is
/// left out, and no other is. Keeps its memory between texts.
/// </summary>
internal sealed class TextDocument(SeriesRules rules, TimeProvider time)
{
    /// <summary>Bytes of a line; 24 labels of the greatest length are less.</summary>
    private const int LongestLine = 64 * 1024;

    /// <summary>Malformed lines after which a text is none.</summary>
    private const int MostMalformed = 1_000;

    /// <summary>
    /// Older values are of another report; the same holds for those that claim to come from the future.
    /// </summary>
    private static readonly TimeSpan MostOff = TimeSpan.FromMinutes(5);

    private readonly MetricTypes _types = new();
    private readonly ForeignSeries _series = new(rules, time);
    private readonly Troubles _troubles = new();
    private readonly SampleSet _found = new();
    private char[] _line = new char[1024];
    private long _number;
    private long _now;
    private int _readable;
    private int _malformed;

    /// <summary>Reads a text as a whole.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="samples">Gets its samples, each series once, where the text can be read.</param>
    /// <returns>What was left out, and why.</returns>
    /// <exception cref="FormatException">It has too many series, or hardly a line of it can be read.</exception>
    public IReadOnlyList<string> Read(ReadOnlySpan<byte> text, SampleSet samples)
    {
        _types.Clear();
        _troubles.Clear();
        _number++;
        _found.Clear();
        (_now, _readable, _malformed) = (time.GetUtcNow().ToUnixTimeMilliseconds(), 0, 0);
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            ReadLine(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
        }

        if (_readable == 0 && _malformed > 0) throw Unreadable();
        samples.AddAll(_found);
        return _troubles.All;
    }

    private void ReadLine(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.Trim(" \t\r"u8);
        if (bytes.IsEmpty) return;
        if (bytes.Length > LongestLine)
        {
            Malformed([], $"it has more than {LongestLine} bytes");
            return;
        }

        if (_line.Length < bytes.Length) _line = new char[BitOperations.RoundUpToPowerOf2((uint)bytes.Length)];
        var line = _line.AsSpan(0, Encoding.UTF8.GetChars(bytes, _line));
        if (line[0] == '#') _types.Declare(line);
        else if (SampleLine.Read(line, out var sample) is { } problem) Malformed(line, problem);
        else Take(sample);
    }

    private void Take(in SampleLine line)
    {
        _readable++;
        var known = _series.Of(line, _types.KindOf(line.Name));
        if (known.Problem is { } problem) _troubles.Add(problem);
        if (known.Series is not { } series) return;
        if (line.Time is { } at && Math.Abs(_now - at) > MostOff.TotalMilliseconds)
            _troubles.Add($"'{series.Metric}' says that its value is not of the last {MostOff.TotalMinutes} minutes");
        else if (known.Document == _number) _troubles.Add($"'{series.Metric}' has a series twice");
        else if (_found.Count == rules.MostSeries)
            throw new FormatException($"there are more than {rules.MostSeries} series: keep fewer of them, or set max_series");
        else _found.Add(series, line.Value);
        known.Document = _number;
    }

    private void Malformed(ReadOnlySpan<char> line, string problem)
    {
        var name = Names.Metric(line);
        _troubles.Add(name.IsEmpty ? $"a line cannot be read: {problem}" : $"a line of '{name[..Math.Min(name.Length, 40)]}' cannot be read: {problem}");
        if (++_malformed > MostMalformed) throw Unreadable();
    }

    private FormatException Unreadable() => new($"this is no text of metrics: {_troubles.All[0]}");
}
