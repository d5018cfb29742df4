using System.Globalization;
using Dcmon.Files;

namespace Dcmon.Demo.Agents;

/// <summary>Until when a machine has told everything, in a file, so that the next start fills the gap.</summary>
/// <param name="file">The file.</param>
internal sealed class ToldUntil(string file)
{
    /// <summary>The time; null before the first.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>Keeps it.</summary>
    public void Write(DateTimeOffset time) =>
        AtomicFile.Write(file, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
