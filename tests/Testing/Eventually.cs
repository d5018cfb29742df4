using System.Diagnostics;

namespace Dcmon.Testing;

/// <summary>Waits for what real processes and sockets do in their own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the condition holds; fails after half a minute, or <paramref name="patience"/>.</summary>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan? patience = null, string what = "the condition")
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > (patience ?? Patience)) throw new TimeoutException($"After {waited.Elapsed.TotalSeconds:0} s, {what} does not hold.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <inheritdoc cref="Holds(Func{Task{bool}}, TimeSpan?, string)"/>
    public static Task Holds(Func<bool> condition, TimeSpan? patience = null, string what = "the condition") =>
        Holds(() => Task.FromResult(condition()), patience, what);
}
