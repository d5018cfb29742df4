using System.Text;

namespace Dcmon.Agent.Tests.Support;

/// <summary>Outputs as large as the agent takes from a tool (<c>tools.max_output</c>), and the odd ones that are small.</summary>
internal static class Flood
{
    private const int Size = 4 << 20;

    /// <summary>Makes them from what a tool says when it is well.</summary>
    public static IEnumerable<byte[]> Of(IReadOnlyList<byte[]> good)
    {
        yield return [];
        yield return "\n"u8.ToArray();
        yield return Enumerable.Repeat((byte)0, Size).ToArray();
        yield return Random();
        foreach (var each in good)
        {
            var text = Encoding.UTF8.GetString(each);
            yield return Encoding.Unicode.GetBytes(text);
            yield return Encoding.UTF8.GetBytes(text.Replace('.', ',')); // Another locale.
        }

        var first = good.MaxBy(each => each.Length)!;
        yield return Repeat(first);
        yield return Repeat([.. first.Where(each => each != '\n')]); // One endless line.
        yield return Repeat(first[..(Array.IndexOf(first, (byte)'\n') + 1)]);
        yield return Repeat(first[(Array.LastIndexOf(first, (byte)'\n', first.Length - 2) + 1)..]);
    }

    private static byte[] Repeat(byte[] part)
    {
        if (part.Length == 0) return [];
        var bytes = new byte[Size / part.Length * part.Length];
        for (var at = 0; at < bytes.Length; at += part.Length) part.CopyTo(bytes, at);
        return bytes;
    }

    private static byte[] Random()
    {
        var bytes = new byte[Size];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
