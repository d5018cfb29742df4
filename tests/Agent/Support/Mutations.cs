namespace Dcmon.Agent.Tests.Support;

/// <summary>Broken forms of good input: cut, flipped, doubled and mixed. The same ones each time.</summary>
internal static class Mutations
{
    /// <summary>Makes so many broken forms.</summary>
    public static IEnumerable<byte[]> Of(IReadOnlyList<byte[]> good, int count, int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var bytes = (byte[])good[random.Next(good.Count)].Clone();
            for (var changes = random.Next(1, 5); changes > 0 && bytes.Length > 0; changes--)
                bytes = Change(bytes, good[random.Next(good.Count)], random);
            yield return bytes;
        }
    }

    private static byte[] Change(byte[] bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(7))
        {
            case 0: return bytes[..at];
            case 1: return bytes[at..];
            case 2: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 3: bytes[at] = (byte)random.Next(256); return bytes;
            case 4: bytes[at] = "{}[]\",:-+.eE0198 \n\\"u8[random.Next(18)]; return bytes;
            case 5: return [.. bytes[..at], .. bytes.AsSpan(at, Math.Min(50, bytes.Length - at)), .. bytes[at..]];
            default: return [.. bytes[..at], .. other.AsSpan(Math.Min(at, other.Length))];
        }
    }
}
