namespace Dcmon.Agent.Enrollment;

/// <summary>When to renew a certificate.</summary>
internal static class RenewalTime
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(1);

    /// <summary>
    /// After 2/3 of the certificate's life, give or take 5 % of it, so that a fleet enrolled at once does not renew at
    /// once.
    /// </summary>
    /// <param name="obtained">When the agent got it: servers date certificates back a little, which is no part of its life.</param>
    /// <param name="notAfter">When it expires.</param>
    /// <param name="random">0 to 1.</param>
    public static DateTimeOffset Due(DateTimeOffset obtained, DateTimeOffset notAfter, double random) =>
        obtained + (notAfter - obtained) * (2.0 / 3 + (random - 0.5) / 10);

    /// <summary>
    /// How long to wait after a failure: several tries fit into what is left, and a broken server is not hammered.
    /// </summary>
    public static TimeSpan Retry(DateTimeOffset now, DateTimeOffset notAfter, double random)
    {
        var wait = (notAfter - now) / 10 * (0.5 + random);
        return wait < ShortestRetry ? notAfter > now ? ShortestRetry : LongestRetry : wait > LongestRetry ? LongestRetry : wait;
    }
}
