using System.Globalization;
using Dcmon.Files;

namespace Dcmon.Simulation.Agents;

/// <summary>
/// Until when a machine's reports are with the server, in a file, so that the next start sends what is missing.
/// </summary>
/// <param name="file">The file.</param>
public sealed class BackfillMark(string file)
{
    /// <summary>The time; null before the first.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(file)
        && long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>Replaces the time.</summary>
    public void Write(DateTimeOffset time) =>
        AtomicFile.Write(file, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
