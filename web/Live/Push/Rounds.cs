namespace Dcmon.Web.Live.Push;

/// <summary>Work that is done again and again until the server stops.</summary>
internal static class Rounds
{
    /// <summary>Waits for the next round; false where the server stops, or ends a start that failed.</summary>
    public static async Task<bool> NextRoundAsync(this PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
