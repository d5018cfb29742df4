namespace Dcmon.Wire.Reports;

/// <summary>Prometheus' rule for names: ASCII letters, digits and underscores (colons too in a metric's), no digit first.</summary>
internal static class SchemaNames
{
    /// <summary>Returns the name, or says what is wrong with it.</summary>
    public static string Check(string name, string what)
    {
        if (name.Length == 0) throw new WireFormatException($"A {what} name is empty.");
        return IsName(name, colons: what == "metric")
            ? name
            : throw new WireFormatException($"'{name}' is not a {what} name: letters, digits and underscores only, and no digit first.");
    }

    /// <summary>True for a text that can be a metric's name.</summary>
    public static bool IsMetric(string name) => IsName(name, colons: true);

    /// <summary>True for a text that can be a label's name.</summary>
    public static bool IsLabel(string name) => IsName(name, colons: false);

    private static bool IsName(string name, bool colons)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!(char.IsAsciiLetter(c) || c == '_' || (c == ':' && colons) || (i > 0 && char.IsAsciiDigit(c)))) return false;
        }

        return name.Length > 0;
    }
}
