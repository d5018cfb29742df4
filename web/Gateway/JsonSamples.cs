using System.Text.Json;
using Dcmon.Wire;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Web.Gateway;

/// <summary>One value of one series at one instant.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Series">The series.</param>
/// <param name="Value">A finite value.</param>
internal sealed record JsonSample(int Index, long Time, Series Series, double Value);

/// <summary>What is wrong with a sample.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Problem">What, and what was expected.</param>
public sealed record SampleProblem(int Index, string Problem);

/// <summary>
/// Reads samples from JSON: an array of <c>{timestamp, metric_name, value, labels}</c>, or an object with that array as <c>metrics</c>. One
/// without a value (null) is left out; the same sample twice counts once.
/// </summary>
internal sealed class JsonSamples
{
    /// <summary>The most samples of one body.</summary>
    public const int Most = 10_000;

    /// <summary>Times beyond this are milliseconds: as seconds it would be the year 5138, as milliseconds it is 1973.</summary>
    private const double FirstMilliseconds = 1e11;

    private readonly Dictionary<(long Time, Series Series), double> _seen = [];
    private readonly List<JsonSample> _samples = [];
    private readonly List<SampleProblem> _problems = [];
    private readonly long _latest;

    private JsonSamples(long latest) => _latest = latest;

    /// <summary>The samples that are good.</summary>
    public IReadOnlyList<JsonSample> Samples => _samples;

    /// <summary>What is wrong with the others.</summary>
    public IReadOnlyList<SampleProblem> Problems => _problems;

    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="now">The server's clock, Unix milliseconds: samples may be little ahead of it.</param>
    /// <exception cref="WireFormatException">It holds no samples, or too many.</exception>
    public static JsonSamples Read(ReadOnlySpan<byte> body, long now)
    {
        var array = ArrayOf(Parse(body));
        if (array.GetArrayLength() > Most)
            throw new WireFormatException($"{array.GetArrayLength()} samples; send at most {Most} at once.");
        var read = new JsonSamples(now + WireLimits.MaxFutureMilliseconds);
        var index = 0;
        foreach (var each in array.EnumerateArray()) read.Add(index++, each, now);
        return read;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var root = JsonElement.ParseValue(ref reader);
            // Nothing may follow.
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            throw new WireFormatException($"The body is not JSON: {error.Message}");
        }
    }

    private static JsonElement ArrayOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("metrics", out var metrics)) root = metrics;
        return root.ValueKind == JsonValueKind.Array
            ? root
            : throw new WireFormatException("The body must be an array of samples, or an object with such an array as 'metrics'.");
    }

    private void Add(int index, JsonElement each, long now)
    {
        try
        {
            if (each.ValueKind != JsonValueKind.Object) throw new WireFormatException("must be an object");
            var time = TimeOf(each);
            if (time > _latest)
                throw new WireFormatException($"'timestamp' is {(time - now) / 1000} s ahead of the server's clock; at most 300 s are accepted");
            var series = SeriesOf(each);
            if (ValueOf(each) is not { } value) return;
            if (_seen.TryAdd((time, series), value)) _samples.Add(new JsonSample(index, time, series, value));
            else if (_seen[(time, series)] != value) throw new WireFormatException($"{series} has another value at the same time");
        }
        catch (WireFormatException problem)
        {
            _problems.Add(new SampleProblem(index, problem.Message));
        }
        catch (InvalidOperationException)
        {
            _problems.Add(new SampleProblem(index, "a text in it is not Unicode"));
        }
    }

    private static long TimeOf(JsonElement sample)
    {
        if (!sample.TryGetProperty("timestamp", out var time) || time.ValueKind != JsonValueKind.Number)
            throw new WireFormatException("'timestamp' must be a number: Unix seconds, decimals allowed, or milliseconds");
        var number = time.GetDouble();
        return number is >= 0 and < 1e15
            ? (long)Math.Round(number < FirstMilliseconds ? number * 1000 : number)
            : throw new WireFormatException("'timestamp' is out of range");
    }

    private static double? ValueOf(JsonElement sample)
    {
        if (sample.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number)
            ? number
            : throw new WireFormatException("'value' must be a finite number, or null");
    }

    private static Series SeriesOf(JsonElement sample)
    {
        if (!sample.TryGetProperty("metric_name", out var name) || name.ValueKind != JsonValueKind.String)
            throw new WireFormatException("'metric_name' must be a text");
        var metric = name.GetString()!;
        var known = MetricCatalog.Find(metric);
        var kind = known?.Kind ?? (metric.EndsWith("_total", StringComparison.Ordinal) ? MetricKind.Counter : MetricKind.Gauge);
        try
        {
            var series = new Series(metric, kind, known?.Unit ?? "", LabelsOf(sample));
            return SeriesLimits.Hold(series) ? series : throw new WireFormatException(
                $"names must have letters, digits and underscores only, no digit first, and at most {WireLimits.MaxNameLength} characters; "
                + $"there may be {WireLimits.MaxLabels} labels of {WireLimits.MaxLabelValueLength} characters");
        }
        catch (ArgumentException twice)
        {
            throw new WireFormatException(twice.Message);
        }
    }

    private static Label[] LabelsOf(JsonElement sample)
    {
        if (!sample.TryGetProperty("labels", out var labels) || labels.ValueKind == JsonValueKind.Null) return [];
        if (labels.ValueKind != JsonValueKind.Object || labels.EnumerateObject().Any(each => each.Value.ValueKind != JsonValueKind.String))
            throw new WireFormatException("'labels' must be an object of texts");
        // As in Prometheus, an empty label is none.
        return [.. labels.EnumerateObject().Where(each => each.Value.GetString() != "").Select(each => new Label(each.Name, each.Value.GetString()!))];
    }
}
