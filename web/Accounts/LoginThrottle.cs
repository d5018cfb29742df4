using System.Net;
using System.Net.Sockets;

namespace Dcmon.Web.Accounts;

/// <summary>
/// Slows down who guesses passwords, and as little as possible who does not. Wrong passwords are counted
/// <list type="bullet">
/// <item>by network and account: beyond <see cref="MaxOwn"/> further attempts are refused, until one is forgotten;</item>
/// <item>by account and by network alone: further attempts are answered later and later, up to <see cref="LongestDelay"/>, but never
/// refused, unless <see cref="MaxWaiting"/> of them wait already.</item>
/// </list>
/// A browser in which the account logged in before is counted for itself alone, so that nobody else can slow it down.
/// </summary>
public sealed class LoginThrottle(TimeProvider time)
{
    /// <summary>Wrong passwords of one network for one account; one is forgotten every 6 seconds.</summary>
    public const int MaxOwn = 10;

    /// <summary>Attempts at one account, or of one network, that wait for their delay at the same time.</summary>
    public const int MaxWaiting = 20;

    /// <summary>The longest delay: 20 attempts that wait for 5 seconds make four guesses a second.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private const double FirstDelaySeconds = 0.25;
    private const int FreeOfAccount = 20;
    private const int FreeOfNetwork = 50;
    private const int DoublesAfter = 5;

    private readonly Lock _lock = new();
    private readonly WrongGuesses _own = new(time);
    private readonly WrongGuesses _shared = new(time);
    private readonly Dictionary<string, int> _waiting = [];

    /// <summary>Starts an attempt. It counts as a wrong one until <see cref="LoginGuess.WasRight"/>.</summary>
    /// <param name="address">Where it comes from. The addresses of a /64 of IPv6 are one.</param>
    /// <param name="user">The account's name, whether there is such an account or not.</param>
    /// <param name="browser">Id of a browser in which this account logged in before; null: of none.</param>
    /// <returns>The attempt, to be disposed when it is over; null where it is refused.</returns>
    public LoginGuess? Begin(IPAddress address, string user, string? browser)
    {
        var (account, network) = ("account " + user.ToLowerInvariant(), "network " + NetworkOf(address));
        var own = browser is null ? $"{network} {account}" : $"browser {browser}";
        lock (_lock)
        {
            if (_own.Count(own) > MaxOwn - 1) return null;
            var delay = TimeSpan.Zero;
            List<string> waits = [];
            if (browser is null)
                foreach (var (key, free) in new[] { (account, FreeOfAccount), (network, FreeOfNetwork) })
                {
                    var forThis = Delay(_shared.Count(key) - free);
                    if (forThis > TimeSpan.Zero) waits.Add(key);
                    if (forThis > delay) delay = forThis;
                }

            if (waits.Exists(key => _waiting.GetValueOrDefault(key) >= MaxWaiting)) return null;
            foreach (var key in waits) _waiting[key] = _waiting.GetValueOrDefault(key) + 1;
            string[] shared = browser is null ? [account, network] : [];
            Count(own, shared, 1);
            return new LoginGuess(delay, () => Refund(own, shared), () => EndWait(waits));
        }
    }

    private static TimeSpan Delay(double surplus)
    {
        if (surplus < 0) return TimeSpan.Zero;
        var seconds = FirstDelaySeconds * Math.Pow(2, surplus / DoublesAfter);
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
    }

    private static string NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, 8)
            : address.ToString();
    }

    private void Refund(string own, string[] shared)
    {
        lock (_lock) Count(own, shared, -1);
    }

    private void EndWait(List<string> waits)
    {
        lock (_lock)
            foreach (var key in waits)
                if (--_waiting[key] == 0) _waiting.Remove(key);
    }

    private void Count(string own, string[] shared, int guesses)
    {
        _own.Add(own, guesses);
        foreach (var key in shared) _shared.Add(key, guesses);
    }
}

/// <summary>An attempt to log in.</summary>
/// <param name="delay">How long to wait before the password is checked.</param>
/// <param name="refund">Takes the attempt off the wrong ones.</param>
/// <param name="end">Ends the wait.</param>
public sealed class LoginGuess(TimeSpan delay, Action refund, Action end) : IDisposable
{
    /// <summary>How long to wait before the password is checked.</summary>
    public TimeSpan Delay => delay;

    /// <summary>The password was right: the attempt does not count.</summary>
    public void WasRight() => refund();

    /// <inheritdoc/>
    public void Dispose() => end();
}
