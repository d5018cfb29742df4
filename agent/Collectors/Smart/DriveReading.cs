namespace Dcmon.Agent.Collectors.Smart;

/// <summary>The readings of one drive at one time.</summary>
internal sealed class DriveReading
{
    private readonly Dictionary<string, double> _values = [];

    /// <summary>Which drive it is.</summary>
    public DriveIdentity Identity { get; init; } = new(null, null, null, null);

    /// <summary>The warnings of NVMe, bits as in <see cref="NvmeWarnings"/>; null for other drives.</summary>
    public int? Warnings { get; set; }

    /// <summary>Values by the name of their metric, in base units.</summary>
    public IReadOnlyDictionary<string, double> Values => _values;

    /// <summary>The value of a metric; NaN where the drive does not report it.</summary>
    public double this[string metric] => _values.GetValueOrDefault(metric, double.NaN);

    /// <summary>Notes a value; one that is not finite is none.</summary>
    public void Set(string metric, double value)
    {
        if (double.IsFinite(value)) _values[metric] = value;
    }

    /// <summary>Notes a truth value as 1 or 0; null is none.</summary>
    public void Set(string metric, bool? value)
    {
        if (value is { } known) Set(metric, known ? 1 : 0);
    }

    /// <summary>Sets a value unless a better source has set it before.</summary>
    public void SetIfMissing(string metric, double value)
    {
        if (!_values.ContainsKey(metric)) Set(metric, value);
    }
}
