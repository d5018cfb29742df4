namespace Dcmon.Agent.Collectors.Scripts.Nagios;

/// <summary>A value that a plugin measured, in base units.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">The value.</param>
/// <param name="Warning">What is good enough to be no warning.</param>
/// <param name="Critical">What is good enough not to be critical.</param>
/// <param name="Least">The least value that can be, or null.</param>
/// <param name="Greatest">The greatest value that can be, or null.</param>
internal sealed record PerformanceValue(
    string Label, NagiosUnit Unit, double Value, NagiosRange Warning, NagiosRange Critical, double? Least, double? Greatest);
