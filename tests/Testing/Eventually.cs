using System.Runtime.CompilerServices;

namespace Dcmon.Testing;

/// <summary>Waits for what other threads, processes or the network do in their own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Checks a condition until it holds, often at first and every 50 ms later.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is awaited, for the message; the condition's text if left out.</param>
    /// <param name="between">Runs between two checks, every 5 ms: moves a clock, for example.</param>
    /// <param name="timeout">How long to wait at most; 30 s if left out.</param>
    /// <exception cref="TimeoutException">The condition does not hold.</exception>
    public static async Task HoldsAsync(
        Func<Task<bool>> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        Action? between = null,
        TimeSpan? timeout = null)
    {
        var (start, limit, pause) = (TimeProvider.System.GetTimestamp(), timeout ?? DefaultTimeout, FirstPause);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
            between?.Invoke();
            await Task.Delay(pause, TimeProvider.System);
            if (between is null && pause < LongestPause) pause *= 2;
        }
    }

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, string, Action?, TimeSpan?)"/>
    public static Task HoldsAsync(
        Func<bool> condition,
        [CallerArgumentExpression(nameof(condition))] string what = "",
        Action? between = null,
        TimeSpan? timeout = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what, between, timeout);

    /// <summary>Lets real processes run for a while.</summary>
    public static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
