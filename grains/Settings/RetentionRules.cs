using Dcmon.GrainInterfaces;
using Dcmon.GrainInterfaces.Settings;

namespace Dcmon.Grains.Settings;

/// <summary>What retention may be, wherever it is decided.</summary>
public static class RetentionRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(10_000);

    /// <summary>Checks what an admin decided.</summary>
    /// <exception cref="InvalidRequestException">A limit breaks the rules; its key is the name of the property.</exception>
    public static void Check(RetentionChoice choice, RetentionLimits configured)
    {
        var problems = new RequestProblems();
        foreach (var (name, problem) in Check(choice.Over(configured))) problems.Add(name, problem);
        problems.ThrowIfAny();
    }

    /// <summary>What is wrong, each with the name of its property.</summary>
    public static IEnumerable<(string Name, string Problem)> Check(RetentionLimits limits)
    {
        if (limits.Raw < TimeSpan.FromDays(2)) yield return (nameof(limits.Raw), "must be at least 2d.");
        if (limits.FiveMinutes < limits.Raw) yield return (nameof(limits.FiveMinutes), "must not be shorter than that of raw samples.");
        if (limits.OneHour < limits.FiveMinutes) yield return (nameof(limits.OneHour), "must not be shorter than that of 5-minute roll-ups.");
        if (limits.OneHour > Longest) yield return (nameof(limits.OneHour), "must be at most 10000d.");
        if (limits.Events <= TimeSpan.Zero || limits.Events > Longest) yield return (nameof(limits.Events), "must be more than 0 and at most 10000d.");
        if (limits.Processes <= TimeSpan.Zero || limits.Processes > Longest) yield return (nameof(limits.Processes), "must be more than 0 and at most 10000d.");
        if (limits.MaxMegabytes is not 0 and < 64) yield return (nameof(limits.MaxMegabytes), "must be 0, for no limit, or at least 64.");
        if (limits.MinFreeMegabytes < 0) yield return (nameof(limits.MinFreeMegabytes), "must not be negative.");
    }
}
