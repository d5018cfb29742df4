using Xunit;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Waits for what other threads, processes or the network bring about, and may move a clock meanwhile.</summary>
internal static class Patiently
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns when the condition holds; fails the test if it never does.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">What is awaited, for the message.</param>
    /// <param name="meanwhile">Done between two questions: moving a clock, for example.</param>
    public static async Task HoldsAsync(Func<bool> condition, string what, Action? meanwhile = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            meanwhile?.Invoke();
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
