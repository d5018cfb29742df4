namespace Dcmon.Load;

/// <summary>How a simulated fleet behaves.</summary>
public sealed record LoadOptions
{
    /// <summary>Agents, 1 and more.</summary>
    public int Agents { get; init; } = 20;

    /// <summary>How often each reports; null: as the server says, starting with <see cref="FirstInterval"/>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How often each reports before the server has said anything.</summary>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait after the first failure; each further one doubles it.</summary>
    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait after failures.</summary>
    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the agents' identities are kept, so that the next start need not enrol them again.</summary>
    public required string State { get; init; }

    /// <summary>Whether each report carries an event and a process table.</summary>
    public bool Extras { get; init; }

    /// <summary>In front of each host name.</summary>
    public string HostPrefix { get; init; } = "";
}
