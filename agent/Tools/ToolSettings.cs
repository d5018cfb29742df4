using Dcmon.Settings;

namespace Dcmon.Agent.Tools;

/// <summary>The section <c>tools</c>: programs of this machine that collectors run.</summary>
public sealed record ToolSettings : SettingsSection
{
    /// <summary>
    /// Directories in which programs are looked up, in this order; also their <c>PATH</c>. Absolute paths.
    /// </summary>
    public IReadOnlyList<string> Path { get; init; } =
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>Most output of one run, 64KB to 256MB.</summary>
    public ByteSize MaxOutput { get; init; } = ByteSize.Megabytes(4);

    /// <inheritdoc/>
    protected override IEnumerable<(string Key, string Problem)> Check()
    {
        if (Path.FirstOrDefault(each => !System.IO.Path.IsPathFullyQualified(each)) is { } relative)
            yield return ("path", $"must hold absolute paths only, not '{relative}'.");
        if (MaxOutput.Bytes is < 64_000 or > 256_000_000) yield return ("max_output", "must be from 64KB to 256MB.");
    }
}
