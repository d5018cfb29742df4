using System.Net;
using System.Threading.RateLimiting;

namespace Dcmon.Web.Accounts;

/// <summary>Slows down who guesses passwords: ten wrong ones from an address, then one each six seconds. Right ones cost nothing.</summary>
public sealed class LoginThrottle : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _wrong = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 10,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(6),
            QueueLimit = 0,
        }));

    /// <summary>Whether the address may try.</summary>
    public bool MayTry(IPAddress address) => _wrong.GetStatistics(address) is not { CurrentAvailablePermits: < 1 };

    /// <summary>The address tried a wrong password.</summary>
    public void Wrong(IPAddress address) => _wrong.AttemptAcquire(address).Dispose();

    /// <inheritdoc/>
    public void Dispose() => _wrong.Dispose();
}
