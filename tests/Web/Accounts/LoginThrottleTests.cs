using System.Net;
using Dcmon.Testing;
using Dcmon.Web.Accounts;

namespace Dcmon.Web.Tests.Accounts;

public class LoginThrottleTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new LoginThrottle(_time);

    [Fact]
    public void OneAddress_AtOneAccount_IsRefusedAfterTen_ThenMayTryEverySixSeconds()
    {
        for (var i = 0; i < LoginThrottle.MaxOwn; i++) Assert.True(Wrong("192.0.2.1", "ann"));
        Assert.False(Wrong("192.0.2.1", "ANN"));
        _time.Advance(TimeSpan.FromSeconds(6.1));
        Assert.True(Wrong("192.0.2.1", "ann"));
        Assert.False(Wrong("192.0.2.1", "ann"));
    }

    [Fact]
    public void Guesser_BehindTheSameAddress_KeepsNobodyElseOut()
    {
        for (var i = 0; i < 30; i++) Wrong("192.0.2.1", "ann");
        Assert.Equal(TimeSpan.Zero, DelayOf("192.0.2.1", "bob"));
    }

    [Fact]
    public void Guesser_AtManyAccounts_DelaysTheAddressAndKeepsNobodyOut()
    {
        for (var i = 0; i < 500; i++) Wrong("192.0.2.1", $"user-{i}");
        Assert.Equal(LoginThrottle.LongestDelay, DelayOf("192.0.2.1", "bob"));
        Assert.Equal(TimeSpan.Zero, DelayOf("192.0.2.2", "bob"));
    }

    [Fact]
    public void ManyAddresses_AtOneAccount_AreAnsweredLaterAndLater_UntilItIsForgotten()
    {
        var delays = Enumerable.Range(0, 60).Select(i => DelayOf($"198.51.100.{i}", "ann", right: false)).ToList();
        Assert.All(delays.Take(20), delay => Assert.Equal(TimeSpan.Zero, delay));
        Assert.Equal(delays.Order(), delays);
        Assert.Equal(LoginThrottle.LongestDelay, delays[^1]);
        Assert.Equal(TimeSpan.Zero, DelayOf("198.51.100.200", "bob"));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.Zero, DelayOf("198.51.100.200", "ann"));
    }

    [Fact]
    public void ManyAddresses_AtOnce_AreRefusedWhereTooManyWait()
    {
        for (var i = 0; i < 60; i++) Wrong($"198.51.100.{i}", "ann");
        var waiting = Enumerable.Range(100, LoginThrottle.MaxWaiting).Select(i => Begin($"198.51.100.{i}", "ann")).ToList();
        Assert.All(waiting, Assert.NotNull);
        Assert.Null(Begin("198.51.100.200", "ann"));
        Assert.NotNull(Begin("198.51.100.200", "ann", browser: "known"));
        waiting[0]!.Dispose();
        Assert.NotNull(Begin("198.51.100.201", "ann"));
    }

    [Fact]
    public void KnownBrowser_IsSlowedDownByItsOwnGuessesAlone()
    {
        for (var i = 0; i < 100; i++) Wrong("192.0.2.1", "ann");
        for (var i = 0; i < LoginThrottle.MaxOwn; i++)
        {
            using var guess = Begin("192.0.2.1", "ann", browser: "known");
            Assert.Equal(TimeSpan.Zero, guess!.Delay);
        }

        Assert.Null(Begin("192.0.2.1", "ann", browser: "known"));
    }

    [Fact]
    public void RightPasswords_CostNothing()
    {
        for (var i = 0; i < 200; i++) Assert.Equal(TimeSpan.Zero, DelayOf("192.0.2.1", "ann"));
    }

    [Fact]
    public void AddressesOfOneNetwork_AreOne()
    {
        for (var i = 0; i < LoginThrottle.MaxOwn; i++) Assert.True(Wrong($"2001:db8::{i:x}", "ann"));
        Assert.False(Wrong("2001:db8::ffff:1", "ann"));
        Assert.True(Wrong("2001:db8:0:1::1", "ann"));
        for (var i = 0; i < LoginThrottle.MaxOwn; i++) Assert.True(Wrong("192.0.2.1", "bob"));
        Assert.False(Wrong("::ffff:192.0.2.1", "bob"));
    }

    private LoginGuess? Begin(string address, string user, string? browser = null) =>
        _throttle.Begin(IPAddress.Parse(address), user, browser);

    private bool Wrong(string address, string user)
    {
        using var guess = Begin(address, user);
        return guess is not null;
    }

    private TimeSpan DelayOf(string address, string user, bool right = true)
    {
        using var guess = Begin(address, user);
        if (right) guess!.WasRight();
        return guess!.Delay;
    }
}
