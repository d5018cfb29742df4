using System.Globalization;
using Dcmon.Agent.Events;
using Dcmon.Agent.Linux;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;

namespace Dcmon.Agent.Collectors.Edac;

/// <summary>
/// Tells of errors of memory: of those that could not be corrected at once, of corrected ones at most once an hour for each controller.
/// Each is told once, also across restarts of the agent; the kernel counts from the machine's start.
/// </summary>
internal sealed class EdacEvents(StateEvents events, Roots roots, TimeProvider time)
{
    private static readonly TimeSpan CorrectedEvery = TimeSpan.FromHours(1);

    private readonly string _bootId = SmallFile.Text(roots.InProc("sys/kernel/random/boot_id")) ?? "";
    private readonly Dictionary<string, Told> _told = [];

    /// <summary>Takes note of a controller's counts.</summary>
    /// <param name="controller">Its name.</param>
    /// <param name="counts">Those of the whole first: corrected, uncorrected; then the same of each module. NaN where there is none.</param>
    /// <param name="modules">Names of the modules.</param>
    public void Note(string controller, ReadOnlySpan<double> counts, IReadOnlyList<string> modules)
    {
        if (!_told.TryGetValue(controller, out var told))
            _told.Add(controller, told = new Told(Parse(events.Before(controller), counts.Length)));
        if (told.Counts.Length != counts.Length) Array.Resize(ref told.Counts, counts.Length);
        var isDue = told.CorrectedAt is not { } at || time.GetElapsedTime(at) >= CorrectedEvery;
        var corrected = isDue && counts[0] > told.Counts[0];
        if (!corrected && !(counts[1] > told.Counts[1])) return;
        if (counts[1] > told.Counts[1])
            Tell(controller, told.Counts, counts, modules, 1, EventSeverity.Critical, "that could not be corrected");
        if (corrected)
        {
            told.CorrectedAt = time.GetTimestamp();
            Tell(controller, told.Counts, counts, modules, 0, EventSeverity.Info, "that were corrected");
        }
    }

    /// <summary>Tells of the growth of one kind of errors; those of the other kind stay as they were told.</summary>
    private void Tell(
        string controller, double[] told, ReadOnlySpan<double> counts, IReadOnlyList<string> modules, int kind, EventSeverity severity, string fate)
    {
        var grown = new List<string>();
        for (var i = 0; i < modules.Count; i++)
            if (counts[2 + 2 * i + kind] > told[2 + 2 * i + kind]) grown.Add(modules[i]);
        var growth = counts[kind] - told[kind];
        for (var i = kind; i < counts.Length; i += 2)
            if (double.IsFinite(counts[i])) told[i] = counts[i];
        var where = grown.Count > 0 ? $" in {string.Join(", ", grown)}" : "";
        List<Label> subject = [new("controller", controller)];
        if (grown.Count == 1) subject.Add(new("dimm", grown[0]));
        subject.Add(new("error", kind == 0 ? "corrected" : "uncorrected"));
        events.Tell(
            controller, ToText(told), severity, $"memory errors {fate}: {growth.ToString(CultureInfo.InvariantCulture)}{where}", subject,
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

    private sealed class Told(double[] counts)
    {
        public double[] Counts = counts;
        public long? CorrectedAt;
    }
}
