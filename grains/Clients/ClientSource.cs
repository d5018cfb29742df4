namespace Dcmon.Grains.Clients;

/// <summary>A source of a machine's reports: its agent, or a program that pushes samples.</summary>
/// <param name="number">Number of the source, see <see cref="TimeSeries.ReportSource"/>.</param>
/// <param name="program">The program's name; null: the agent.</param>
public sealed class ClientSource(int number, string? program)
{
    /// <summary>Number of the source.</summary>
    public int Number => number;

    /// <summary>The program's name; null: the agent.</summary>
    public string? Program => program;

    /// <summary>What it reported last.</summary>
    public LatestState Latest { get; } = new();

    /// <summary>When it was last heard of, Unix milliseconds by the server's clock; null: never.</summary>
    public long? LastSeen { get; set; }
}
