namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>A part of the machine that can be replaced (FRU), as <c>ipmitool fru print</c> tells it.</summary>
/// <param name="Name">What the BMC calls it.</param>
/// <param name="Manufacturer">Who made it.</param>
/// <param name="Product">What it is.</param>
/// <param name="PartNumber">Its part number.</param>
/// <param name="Serial">Its serial number.</param>
internal sealed record FruInfo(string Name, string? Manufacturer, string? Product, string? PartNumber, string? Serial)
{
    private const int Most = 64;

    /// <summary>Reads all parts; those that are not there, or of which nothing is told, are left out.</summary>
    public static List<FruInfo> Parse(ReadOnlySpan<char> text)
    {
        var parts = new List<FruInfo>();
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
    private static FruInfo? Of(string name, Dictionary<string, string> fields)
    {
        var part = new FruInfo(
            name, First("Product Manufacturer", "Board Mfg"), First("Product Name", "Board Product"), First("Product Part Number", "Board Part Number"),
            First("Product Serial", "Board Serial"));
        return part == new FruInfo(name, null, null, null, null) ? null : part;

        string? First(string key, string other) => fields.GetValueOrDefault(key) ?? fields.GetValueOrDefault(other);
    }
}
