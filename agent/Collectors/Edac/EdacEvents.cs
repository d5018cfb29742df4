using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Edac;

/// <summary>
/// Publishes events of memory errors: of those that could not be corrected at once, of corrected ones at most once an hour
/// for each controller. Each is reported once, also across restarts of the agent; the kernel counts from the machine's
/// start.
/// </summary>
internal sealed class EdacEvents(StateEvents events, Roots roots, TimeProvider time)
{
    private static readonly TimeSpan CorrectedEvery = TimeSpan.FromHours(1);

    private readonly string _bootId = SmallFile.Text(roots.InProc("sys/kernel/random/boot_id")) ?? "";
    private readonly Dictionary<string, Reported> _reported = [];

    /// <summary>Takes note of a controller's counts.</summary>
    /// <param name="controller">Its name.</param>
    /// <param name="counts">
    /// Those of the whole first: corrected, uncorrected; then the same of each module. NaN where there is none.
    /// </param>
    /// <param name="modules">Names of the modules.</param>
    public void Update(string controller, ReadOnlySpan<double> counts, IReadOnlyList<string> modules)
    {
        if (!_reported.TryGetValue(controller, out var reported))
            _reported.Add(controller, reported = new Reported(Parse(events.Before(controller), counts.Length)));
        if (reported.Counts.Length != counts.Length) Array.Resize(ref reported.Counts, counts.Length);
        var isDue = reported.CorrectedAt is not { } at || time.GetElapsedTime(at) >= CorrectedEvery;
        var corrected = isDue && counts[0] > reported.Counts[0];
        if (!corrected && !(counts[1] > reported.Counts[1])) return;
        if (counts[1] > reported.Counts[1])
            Publish(controller, reported.Counts, counts, modules, 1, EventSeverity.Critical, "that could not be corrected");
        if (corrected)
        {
            reported.CorrectedAt = time.GetTimestamp();
            Publish(controller, reported.Counts, counts, modules, 0, EventSeverity.Info, "that were corrected");
        }
    }

    /// <summary>Publishes the growth of one kind of errors; those of the other kind stay as they were.</summary>
    private void Publish(
        string controller, double[] reported, ReadOnlySpan<double> counts, IReadOnlyList<string> modules, int kind, EventSeverity severity,
        string fate)
    {
        var grown = new List<string>();
        for (var i = 0; i < modules.Count; i++)
            if (counts[2 + 2 * i + kind] > reported[2 + 2 * i + kind]) grown.Add(modules[i]);
        var growth = counts[kind] - reported[kind];
        for (var i = kind; i < counts.Length; i += 2)
            if (double.IsFinite(counts[i])) reported[i] = counts[i];
        var where = grown.Count > 0 ? $" in {string.Join(", ", grown)}" : "";
        List<Label> subject = [new("controller", controller)];
        if (grown.Count == 1) subject.Add(new("dimm", grown[0]));
        subject.Add(new("error", kind == 0 ? "corrected" : "uncorrected"));
        events.Publish(
            controller, ToText(reported), severity, $"memory errors {fate}: {growth.ToString(CultureInfo.InvariantCulture)}{where}", subject,
            new Label("errors", growth.ToString(CultureInfo.InvariantCulture)), new Label("modules", string.Join(", ", grown)));
    }

    /// <summary>Counts of an earlier start of the machine are over.</summary>
    private double[] Parse(string? text, int length)
    {
        var counts = new double[length];
        var fields = text?.Split(' ') ?? [];
        for (var i = 0; fields.Length > 0 && fields[0] == _bootId && i < Math.Min(length, fields.Length - 1); i++)
            _ = double.TryParse(fields[i + 1], CultureInfo.InvariantCulture, out counts[i]);
        return counts;
    }

    private string ToText(double[] counts) =>
        string.Join(' ', counts.Select(each => each.ToString(CultureInfo.InvariantCulture)).Prepend(_bootId));

    private sealed class Reported(double[] counts)
    {
        public double[] Counts = counts;
        public long? CorrectedAt;
    }
}
