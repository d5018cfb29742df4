using Dcmon.Agent.Tools;

namespace Dcmon.Agent.Collectors.Smart;

/// <summary>A program that reads the health of drives.</summary>
internal interface IDriveTool
{
    /// <summary>Drives that have no block device of their own.</summary>
    /// <exception cref="ToolException">The program did not answer.</exception>
    /// <exception cref="FormatException">Its answer cannot be read.</exception>
    Task<IReadOnlyList<DriveAddress>> ScanAsync(CancellationToken stop);

    /// <summary>Queries one drive.</summary>
    /// <exception cref="ToolException">The program did not answer.</exception>
    /// <exception cref="FormatException">Its answer cannot be read, or is that the drive was not reached.</exception>
    Task<DriveAnswer> AskAsync(DriveAddress drive, CancellationToken stop);
}

/// <summary>The answer of a drive.</summary>
/// <param name="Reading">Its reading; null where it sleeps, or cannot be read.</param>
/// <param name="Asleep">It sleeps and was left alone.</param>
internal readonly record struct DriveAnswer(DriveReading? Reading, bool Asleep = false);
