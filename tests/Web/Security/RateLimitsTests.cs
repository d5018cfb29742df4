using System.Net;
using Dcmon.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Dcmon.Web.Tests.Security;

public class RateLimitsTests
{
    [Fact]
    public void PerAddress_AllSpent_AskingForNoneTellsSoAndOthersGoOn()
    {
        using var limiter = RateLimits.PerAddress();
        var (guesser, other) = (From("192.0.2.1"), From("192.0.2.2"));
        Assert.True(IsFree(guesser));
        // Some come back while this goes on.
        for (var i = 0; i < 100 * RateLimits.Burst && IsFree(guesser); i++) limiter.AttemptAcquire(guesser).Dispose();
        Assert.False(IsFree(guesser));
        Assert.True(IsFree(other));

        bool IsFree(HttpContext context)
        {
            using var lease = limiter.AttemptAcquire(context, permitCount: 0);
            return lease.IsAcquired;
        }
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
