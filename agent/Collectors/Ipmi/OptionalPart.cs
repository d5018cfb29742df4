using Dcmon.Agent.Collecting;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// A question that many BMCs refuse, or refuse to some users. One that was never answered rests for a day.
/// </summary>
/// <param name="name">What it is, in an operator's words.</param>
/// <param name="time">The clock.</param>
internal sealed class OptionalPart(string name, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>What it is, in an operator's words.</summary>
    public string Name { get; } = name;

    /// <summary>True once it was answered.</summary>
    public bool WasAnswered { get; private set; }

    /// <summary>False while it rests.</summary>
    public bool IsDue => time.GetUtcNow() >= _next;

    /// <summary>Takes note of whether it was answered. True where it is given up for now.</summary>
    public bool IsGivenUp(bool isAnswered, CollectorRun run)
    {
        WasAnswered |= isAnswered;
        if (isAnswered) return false;
        if (WasAnswered)
        {
            run.Trouble(Name, "no answer");
            return false;
        }

        _next = time.GetUtcNow() + Rest;
        return true;
    }
}
