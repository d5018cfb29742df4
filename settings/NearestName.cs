namespace Dcmon.Settings;

/// <summary>Finds the known name that is most similar to a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest edits from a wrong one; its last part alone may also match.</summary>
    public static string? Of(string wrong, IEnumerable<string> known) =>
        known.MinBy(each => Math.Min(Edits(wrong, each), 1 + Edits(LastPart(wrong), LastPart(each))));

    private static string LastPart(string path) => path[(path.LastIndexOf('.') + 1)..];

    /// <summary>Levenshtein's distance.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
