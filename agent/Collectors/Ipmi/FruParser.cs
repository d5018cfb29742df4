using Dcmon.Agent.Parsing;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>
/// Reads what <c>ipmitool fru print</c> prints about the parts of a machine that can be replaced (FRUs).
/// </summary>
internal static class FruParser
{
    private const int Most = 64;

    /// <summary>Reads all parts; those that are absent or have no data are left out.</summary>
    public static List<FruFacts> Parse(ReadOnlySpan<char> text)
    {
        var parts = new List<FruFacts>();
        string? name = null;
        var fields = new Dictionary<string, string>();
        foreach (var line in text.EnumerateLines())
        {
            if (!IpmiText.TrySplit(line, out var key, out var value)) continue;
            if (key is "FRU Device Description")
            {
                Take();
                name = NameOf(value);
            }
            else if (value.Length > 0)
            {
                fields.TryAdd(IpmiText.Clean(key), IpmiText.Clean(value));
            }
        }

        Take();
        return parts;

        void Take()
        {
            if (name is not null && parts.Count < Most && Of(name, fields) is { } part) parts.Add(part);
            fields.Clear();
        }
    }

    private static string NameOf(ReadOnlySpan<char> text)
    {
        var id = text.LastIndexOf(" (ID ");
        return IpmiText.Clean(id < 0 ? text : text[..id]);
    }

    /// <summary>The product's fields, which name the whole, where there are any; else those of the board.</summary>
    private static FruFacts? Of(string name, Dictionary<string, string> fields)
    {
        var part = new FruFacts(
            name, First("Product Manufacturer", "Board Mfg"), First("Product Name", "Board Product"), First("Product Part Number", "Board Part Number"),
            First("Product Serial", "Board Serial"));
        return part == new FruFacts(name) ? null : part;

        string? First(string key, string other) => fields.GetValueOrDefault(key) ?? fields.GetValueOrDefault(other);
    }
}
