using System.Threading.RateLimiting;

namespace Dcmon.Web.Security;

/// <summary>Bounds on what one address can try.</summary>
public static class RateLimits
{
    /// <summary>Enrolment: a rack that is set up by a script enrols hundreds of machines from one address at once.</summary>
    public const string Enroll = "enroll";

    /// <summary>Registers the policies.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.AddPolicy(Enroll, context => PerAddress(context, 1_000, TimeSpan.FromMilliseconds(10)));
        limits.OnRejected = (rejected, _) => new ValueTask(Refuse(rejected.HttpContext));
    });

    private static RateLimitPartition<string> PerAddress(HttpContext context, int burst, TimeSpan each) =>
        RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = each,
                QueueLimit = 0,
            });

    private static Task Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return Results.Problem(
            "Too many attempts from this address; wait ten seconds.",
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many attempts").ExecuteAsync(context);
    }
}
