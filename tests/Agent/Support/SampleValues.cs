using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Reads samples by text.</summary>
internal static class SampleValues
{
    /// <summary>The value of the one series of a metric that has these labels (<c>gpu=0</c>); null where there is none.</summary>
    public static double? Value(this SampleSet samples, string metric, params string[] labels)
    {
        var found = Enumerable.Range(0, samples.Count)
            .Where(i => samples.Series[i].Metric == metric
                && labels.All(label => label.Split('=') is [var name, var value] && (samples.Series[i][name] ?? "") == value))
            .ToArray();
        return found.Length == 0 ? null : samples.Values[found.Single()];
    }
}
