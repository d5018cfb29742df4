using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Dcmon.Queries;
using Dcmon.Web.Api;

namespace Dcmon.Web.History;

/// <summary>
/// A history as CSV (RFC 4180): times in the first column (RFC 3339, UTC), then a column a line, empty where it has no value. It is
/// written as it is made, so that a large answer is in memory once.
/// </summary>
/// <param name="metric">The metric; it gives the file its name.</param>
/// <param name="answer">The history.</param>
internal sealed class TimeseriesCsv(string metric, RangeAnswer answer) : IResult
{
    /// <summary>Bytes gathered before they are sent.</summary>
    private const int Chunk = 64 * 1024;

    private const int LongestName = 80;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(metric)}\"";
        await WriteAsync(context.Response.BodyWriter, context.RequestAborted);
    }

    /// <summary>Writes head and rows.</summary>
    public async Task WriteAsync(PipeWriter target, CancellationToken cancel)
    {
        Write(target, "time");
        foreach (var line in answer.Series)
            Write(target, "," + Cell(NameOf(line)));
        Write(target, "\r\n");
        for (var row = 0; row < answer.Times.Length; row++)
        {
            WriteRow(target, row);
            if (target.UnflushedBytes > Chunk) await target.FlushAsync(cancel);
        }

        await target.FlushAsync(cancel);
    }

    /// <summary>
    /// A cell of text that others chose. Spreadsheets take what starts with one of these signs as a formula; an apostrophe in front
    /// makes it text.
    /// </summary>
    internal static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }

    /// <summary>The metric's name, as far as any file system takes it.</summary>
    internal static string FileName(string metric)
    {
        var name = string.Concat(metric.Take(LongestName)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
        return (name.Length == 0 ? "series" : name) + ".csv";
    }

    /// <summary>The client, then the labels: <c>id gpu="0"</c>.</summary>
    private static string NameOf(RangeLine line)
    {
        var labels = line.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\"");
        var parts = (line.Client is null ? labels : labels.Prepend(line.Client)).ToList();
        return parts.Count == 0 ? "all" : string.Join(' ', parts);
    }

    private void WriteRow(PipeWriter target, int row)
    {
        var cells = answer.Series;
        var room = target.GetSpan(32 + (1 + NumberText.Longest) * cells.Count);
        DateTimeOffset.FromUnixTimeMilliseconds(answer.Times[row]).UtcDateTime
            .TryFormat(room, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        foreach (var line in cells)
        {
            room[length++] = (byte)',';
            if (double.IsFinite(line.Values[row])) length += NumberText.Write(line.Values[row], room[length..]);
        }

        "\r\n"u8.CopyTo(room[length..]);
        target.Advance(length + 2);
    }

    private static void Write(PipeWriter target, string text) => target.Write(Encoding.UTF8.GetBytes(text));
}
