namespace Dcmon.Agent.Tests.Gpu;

/// <summary>Texts damaged at random: cut, characters changed, pieces doubled or taken out. The same seed gives the same texts.</summary>
internal static class Damage
{
    private const string Odd = "\0\n\r\t <>&;,=:()'\"-0123456789azAZ\u00e9\uffff";

    /// <summary>Makes damaged texts.</summary>
    public static IEnumerable<string> Of(string[] texts, int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var text = texts[random.Next(texts.Length)];
            for (var blows = random.Next(1, 4); blows > 0 && text.Length > 0; blows--)
                text = Hit(text, random);
            yield return text;
        }
    }

    private static string Hit(string text, Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 40), text.Length - at);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Remove(at, length),
            3 => text.Insert(at, text.Substring(at, length)),
            _ => string.Concat(text.AsSpan(0, at), Odd.AsSpan(random.Next(Odd.Length), 1), text.AsSpan(at + 1)),
        };
    }
}
