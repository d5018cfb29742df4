using System.Globalization;
using System.Text.Json;

namespace Dcmon.Agent.Parsing;

/// <summary>Looks into JSON of which any part may be missing or of another kind than expected. Never throws.</summary>
internal static class JsonLookup
{
    /// <summary>Longest text taken over; drives, tools and containers have no longer names.</summary>
    private const int LongestText = 256;

    /// <summary>A member of an object; an undefined element where there is none.</summary>
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : default;

    /// <summary>A member of a member.</summary>
    public static JsonElement At(this JsonElement element, string name, string inner) => element.At(name).At(inner);

    /// <summary>A number, or the number that a text is; NaN for all else.</summary>
    public static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out var value) => value,
        JsonValueKind.String when double.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => double.NaN,
    };

    /// <summary>A whole number of 32 bits, or null.</summary>
    public static int? Integer(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : null;

    /// <summary>A truth value, or null.</summary>
    public static bool? Flag(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>
    /// A text without control characters and surrounding blanks, at most 256 characters; null where none is left.
    /// </summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            var text = element.GetString()!.AsSpan();
            if (text.Length > LongestText) text = text[..LongestText];
            var clean = string.Concat(text.ToString().Where(each => !char.IsControl(each) && !char.IsSurrogate(each))).Trim();
            return clean.Length > 0 ? clean : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8: firmware writes what it likes.
            return null;
        }
    }

    /// <summary>The elements of an array; none for all else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
}
