using System.Threading.RateLimiting;

namespace Dcmon.Web.Security;

/// <summary>Bounds on what one address can try.</summary>
public static class RateLimits
{
    /// <summary>Enrolment: a rack that is set up by a script enrols hundreds of machines from one address at once.</summary>
    public const string Enroll = "enroll";

    /// <summary>Tries of one address at once. A rack may be behind it: a few scripts whose tokens were revoked keep nobody out.</summary>
    public const int Burst = 1_000;

    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(10);

    /// <summary>Registers the policies.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Enroll, Partition);
        limits.OnRejected = (rejected, _) => new ValueTask(TooMany(rejected.HttpContext).ExecuteAsync(rejected.HttpContext));
    });

    /// <summary>A limiter of its own for something else that an address may try as often: wrong credentials, for example.</summary>
    public static PartitionedRateLimiter<HttpContext> PerAddress() => PartitionedRateLimiter.Create<HttpContext, string>(Partition);

    /// <summary>429: that address has tried too often.</summary>
    public static IResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return Results.Problem(
            "Too many attempts from this address; wait ten seconds.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many attempts");
    }

    private static RateLimitPartition<string> Partition(HttpContext context) =>
        RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = Each,
                QueueLimit = 0,
            });
}
