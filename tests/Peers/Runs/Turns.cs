namespace Dcmon.Peers.Runs;

/// <summary>
/// Lets systems take turns in rounds, each round beginning with another one: what disturbs the machine for a while, or
/// speeds it up, meets all of them.
/// </summary>
internal static class Turns
{
    /// <summary>Calls a slice for each system in each round.</summary>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="all">The systems.</param>
    /// <param name="slice">Measures one system once; the second argument is the round, from 1.</param>
    public static async Task RunAsync<T>(int rounds, IReadOnlyList<T> all, Func<T, int, Task> slice)
    {
        for (var round = 0; round < rounds; round++)
            for (var turn = 0; turn < all.Count; turn++)
                await slice(all[(round + turn) % all.Count], round + 1);
    }
}
