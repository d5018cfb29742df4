using System.Globalization;

namespace Dcmon.Settings;

/// <summary>Converts between the text of a setting and the type of its key.</summary>
internal static class SettingValue
{
    /// <summary>Reads a text as a type.</summary>
    /// <returns>False where it is not one; see <see cref="Expected"/> for the message.</returns>
    public static bool TryRead(string text, Type type, out object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        const NumberStyles whole = NumberStyles.AllowLeadingSign;
        const NumberStyles real = NumberStyles.Float;
        var invariant = CultureInfo.InvariantCulture;
        value = null;
        if (type == typeof(string)) value = text;
        else if (type == typeof(bool)) value = text switch { "true" => true, "false" => false, _ => null };
        else if (type == typeof(int) && int.TryParse(text, whole, invariant, out var i)) value = i;
        else if (type == typeof(long) && long.TryParse(text, whole, invariant, out var l)) value = l;
        else if (type == typeof(double) && double.TryParse(text, real, invariant, out var d) && double.IsFinite(d))
            value = d;
        else if (type == typeof(TimeSpan) && Duration.TryParse(text, out var duration)) value = duration;
        else if (type == typeof(ByteSize) && ByteSize.TryParse(text, out var size)) value = size;
        else if (type == typeof(Uri) && Uri.TryCreate(text, UriKind.Absolute, out var uri)) value = uri;
        else if (type.IsEnum
            && Enum.GetNames(type).FirstOrDefault(name => SettingsKey.Spell(name) == text) is { } known)
            value = Enum.Parse(type, known);
        return value is not null;
    }

    /// <summary>What a key of this type takes, for messages.</summary>
    public static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(long)) return "a whole number";
        if (type == typeof(double)) return "a number";
        if (type == typeof(TimeSpan)) return "a duration such as 500ms, 10s, 5m, 2h or 90d";
        if (type == typeof(ByteSize)) return "a size such as 512KB, 64MB or 1GB";
        if (type == typeof(Uri)) return "an absolute URL";
        if (type.IsEnum) return "one of " + string.Join(", ", Enum.GetNames(type).Select(SettingsKey.Spell));
        return type == typeof(string) ? "a text" : "a list of texts";
    }

    /// <summary>A value as it is written in the file.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Duration.Format(duration),
        Enum member => SettingsKey.Spell(member.ToString()),
        string text => Quote(text),
        IEnumerable<string> list => "[" + string.Join(", ", list.Select(Quote)) + "]",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Quote(string text) => "'" + text.Replace("'", "''") + "'";
}
