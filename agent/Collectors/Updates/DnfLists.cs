using Dcmon.Agent.Parsing;

namespace Dcmon.Agent.Collectors.Updates;

/// <summary>Reads the lists that dnf prints; those of version 5 have more columns.</summary>
internal static class DnfLists
{
    /// <summary>
    /// Counts the packages of <c>dnf -q check-update</c>: lines <c>NAME.ARCH VERSION REPOSITORY</c>. What comes after
    /// the heading of obsoleted packages names no updates.
    /// </summary>
    public static int CountUpdates(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.StartsWith("Obsoleting", StringComparison.OrdinalIgnoreCase)) break;
            var fields = new FieldReader(line);
            var isIndented = line is [' ', ..];
            var hasArchitecture = fields.Next().Contains('.');
            if (!isIndented && hasArchitecture && fields.Next().Length > 0 && fields.Next().Length > 0 && fields.Next().Length == 0)
                count++;
        }

        return count;
    }

    /// <summary>
    /// Counts the packages of <c>dnf -q updateinfo list --security</c>, each once: lines
    /// <c>ADVISORY SEVERITY NAME-VERSION.ARCH</c>, or <c>ADVISORY TYPE SEVERITY NAME-VERSION.ARCH DATE TIME</c>.
    /// </summary>
    public static int CountSecurity(ReadOnlySpan<char> text)
    {
        var packages = new HashSet<string>();
        foreach (var line in text.EnumerateLines())
        {
            var fields = new FieldReader(line);
            fields.Skip(1);
            for (var field = fields.Next(); field.Length > 0; field = fields.Next())
                if (field.Contains('-') && field.Contains('.'))
                {
                    packages.Add(field.ToString());
                    break;
                }
        }

        return packages.Count;
    }
}
