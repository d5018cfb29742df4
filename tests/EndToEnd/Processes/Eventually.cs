using System.Diagnostics;

namespace Dcmon.EndToEnd.Processes;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until the condition holds.</summary>
    /// <param name="what">For the message: what did not happen.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="longest">How long to wait; 30 s if left out.</param>
    public static async Task HoldsAsync(string what, Func<Task<bool>> holds, TimeSpan? longest = null)
    {
        var limit = longest ?? TimeSpan.FromSeconds(30);
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > limit) Assert.Fail($"Within {limit.TotalSeconds:0} s it did not come to this: {what}.");
            await Task.Delay(Poll, TimeProvider.System);
        }
    }

    /// <summary>Looks until the condition holds.</summary>
    public static Task HoldsAsync(string what, Func<bool> holds, TimeSpan? longest = null) =>
        HoldsAsync(what, () => Task.FromResult(holds()), longest);

    /// <summary>Lets real processes run for a while.</summary>
    public static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
