using System.Globalization;
using System.Text.Json;
using Dcmon.Agent.Collecting;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Cli;

/// <summary>How samples are printed.</summary>
internal enum SampleFormat
{
    /// <summary>Columns for people.</summary>
    Table,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>Prometheus' text format.</summary>
    Prometheus,
}

/// <summary>Prints samples.</summary>
internal static class SamplePrinter
{
    /// <summary>Prints all of them.</summary>
    public static void Print(SampleSet samples, SampleFormat format, TextWriter target)
    {
        switch (format)
        {
            case SampleFormat.Json: PrintJson(samples, target); break;
            case SampleFormat.Prometheus: PrintPrometheus(samples, target); break;
            default: PrintTable(samples, target); break;
        }
    }

    private static void PrintTable(SampleSet samples, TextWriter target)
    {
        var names = new string[samples.Count];
        for (var i = 0; i < names.Length; i++) names[i] = samples.Series[i].ToString();
        var width = names.Max(name => (int?)name.Length) ?? 0;
        for (var i = 0; i < names.Length; i++)
            target.WriteLine($"{names[i].PadRight(width)}  {Number(samples.Values[i]),20} {samples.Series[i].Unit}".TrimEnd());
    }

    private static void PrintPrometheus(SampleSet samples, TextWriter target)
    {
        // All samples of a metric must stand together, below its description.
        foreach (var metric in Enumerable.Range(0, samples.Count).GroupBy(i => samples.Series[i].Metric))
        {
            if (MetricCatalog.Find(metric.Key) is { } definition)
            {
                target.WriteLine($"# HELP {metric.Key} {definition.Help}");
                target.WriteLine($"# TYPE {metric.Key} {definition.Kind.ToString().ToLowerInvariant()}");
            }

            foreach (var i in metric)
                target.WriteLine($"{samples.Series[i]} {Number(samples.Values[i])}");
        }
    }

    private static void PrintJson(SampleSet samples, TextWriter target)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            for (var i = 0; i < samples.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("metric", samples.Series[i].Metric);
                json.WriteStartObject("labels");
                foreach (var (name, value) in samples.Series[i].Labels) json.WriteString(name, value);
                json.WriteEndObject();
                json.WriteNumber("value", samples.Values[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        target.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
