using System.Text;
using Xunit;

namespace Dcmon.Agent.Tests.Support;

/// <summary>
/// Feeds parsers what broken tools, drivers and disks may say: 10,000 broken forms of good input, and outputs as large as a tool's
/// may be. A parser may refuse input by a <see cref="FormatException"/>; whatever else it throws fails the test.
/// </summary>
internal static class Fuzz
{
    private const int Rounds = 10_000;

    /// <summary>Far more than a parser needs whose time grows with its input, far less than one whose time grows with its square.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Feeds a parser of bytes.</summary>
    /// <param name="good">What it is made for; it must take these.</param>
    /// <param name="parse">Parses, and asserts what must hold of whatever comes out.</param>
    /// <returns>How many of the 10,000 broken forms were not refused.</returns>
    public static int Bytes(IReadOnlyList<byte[]> good, Action<byte[]> parse)
    {
        Assert.All(good, parse);
        foreach (var huge in Flood.Of(good))
            Assert.True(Task.Run(() => Feed(huge, parse)).Wait(Longest), $"not done {huge.Length} bytes within {Longest}: {Start(huge)}");
        return Mutations.Of(good, Rounds).Count(broken => Feed(broken, parse));
    }

    /// <summary>Feeds a parser of text. Bytes that are no UTF-8 become U+FFFD, as they do when the agent decodes a tool's output.</summary>
    /// <inheritdoc cref="Bytes"/>
    public static int Text(IReadOnlyList<string> good, Action<string> parse) =>
        Bytes([.. good.Select(Encoding.UTF8.GetBytes)], bytes => parse(Encoding.UTF8.GetString(bytes)));

    private static bool Feed(byte[] input, Action<byte[]> parse)
    {
        try
        {
            parse(input);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{error.GetType().Name} for {input.Length} bytes: {Start(input)}", error);
        }
    }

    private static string Start(byte[] input) => Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 4096)));
}
