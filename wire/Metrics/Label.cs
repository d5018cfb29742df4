namespace Dcmon.Wire.Metrics;

/// <summary>One dimension of a series, such as <c>device="sda"</c>. The value is untrusted text.</summary>
/// <param name="Name">Label name: letters, digits and underscores, not starting with a digit.</param>
/// <param name="Value">Any text; never empty.</param>
public readonly record struct Label(string Name, string Value);
