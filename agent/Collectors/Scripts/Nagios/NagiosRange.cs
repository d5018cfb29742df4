namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>
/// The good values of a threshold, as plugins write them: <c>10</c>, <c>10:</c>, <c>~:10</c>, <c>10:20</c>.
/// </summary>
/// <param name="Low">The least good value; null where there is none, or where it is the default 0.</param>
/// <param name="High">The greatest good value; null where there is none.</param>
internal readonly record struct NagiosRange(double? Low, double? High)
{
    /// <summary>
    /// Reads a threshold. One that is none, or that is for values inside of it (<c>@</c>), has no bounds.
    /// </summary>
    public static NagiosRange Parse(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0) return new NagiosRange(null, NumberIn(text));
        var (low, high) = (text[..colon] is "~" ? null : NumberIn(text[..colon]), NumberIn(text[(colon + 1)..]));
        // Half of a range would be another one.
        var isWhole = (low is not null || text[..colon] is "~" or "") && (high is not null || colon == text.Length - 1);
        return isWhole ? new NagiosRange(low, high) : default;
    }

    private static double? NumberIn(ReadOnlySpan<char> text) =>
        PerformanceReader.LengthOfNumber(text) == text.Length && PerformanceReader.TryNumber(text, out var value) ? value : null;
}
