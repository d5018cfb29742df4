using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dcmon.Web.Tests.Fuzz;

/// <summary>Makes requests that the description of the API nearly allows, and others.</summary>
internal sealed partial class BadInput(Random random, JsonElement document)
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1e300", "NaN", "null", "true", "\0", "\r\nx: y", "é", "\u202e", "😀", "\"", "'", "%", "%ff%00", "../..", "a=b", "[]", "{}",
        "9223372036854775808", "0x10", "__name__", "client", "x", "now", "-1h", "-99999999999999d", "9999-12-31T23:59:59Z", "0001-01-01", "5m", "1ms", "0.5",
        "99999999999999d", "1700000000000", "load1", "load1{", "{gpu=~\"0|1\"}", "gpu=~\"(.*a.{90}){4}\"", "gpu!~\"[\"", "sum", "avg", "minmax",
        "quantile", "last", "machine", "all", "csv", "critical", new string('a', 3_000), new string('(', 200), "\\", "admin", "viewer",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1", "2", "0.5", "60", "3600", "1e300", "-1e300", "1e999", "5e-324", "2147483648", "-2147483649", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "99999999999999999999", "253402300800000", "1700000000",
    ];

    /// <summary>Makes one request of an operation.</summary>
    /// <param name="path">Its path, with names in braces.</param>
    /// <param name="operation">Its description.</param>
    public (string Url, string? Body) Make(string path, JsonElement operation)
    {
        var url = new StringBuilder(InBraces().Replace(path, _ => Escaped(Text())));
        var names = Names(operation);
        for (var i = names.Length == 0 ? 0 : random.Next(6); i > 0; i--)
            url.Append(url.ToString().Contains('?') ? '&' : '?').Append(Pick(names)).Append('=').Append(Escaped(Text()));
        var body = operation.TryGetProperty("requestBody", out var wanted)
            && wanted.GetProperty("content").TryGetProperty("application/json", out var json)
                ? Value(json.GetProperty("schema"), 0)
                : null;
        return (url.ToString(), body is null || random.Next(20) > 0 ? body : Text());
    }

    /// <summary>Any text.</summary>
    public string Text() => Pick(Texts);

    /// <summary>Any JSON that the schema allows, or nearly.</summary>
    private string Value(JsonElement schema, int depth)
    {
        if (depth > 6 || random.Next(8) == 0) return Wrong();
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), depth + 1);
        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
            if (schema.TryGetProperty(choice, out var choices)) return Value(choices[random.Next(choices.GetArrayLength())], depth + 1);
        if (schema.TryGetProperty("enum", out var words)) return words[random.Next(words.GetArrayLength())].GetRawText();
        return TypeOf(schema) switch
        {
            "object" => Object(schema, depth),
            "array" => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema.GetProperty("items"), depth + 1)))}]",
            "number" or "integer" => Pick(Numbers),
            "boolean" => Pick(["true", "false"]),
            "string" => JsonSerializer.Serialize(Text()),
            _ => Wrong(),
        };
    }

    private string Object(JsonElement schema, int depth)
    {
        var parts = new List<string>();
        if (schema.TryGetProperty("properties", out var properties))
            foreach (var property in properties.EnumerateObject())
                if (random.Next(6) > 0) parts.Add($"{JsonSerializer.Serialize(property.Name)}:{Value(property.Value, depth + 1)}");
        if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            for (var i = random.Next(3); i > 0; i--)
                parts.Add($"{JsonSerializer.Serialize(Text())}:{Value(more, depth + 1)}");
        if (random.Next(10) == 0) parts.Add($"{JsonSerializer.Serialize(Text())}:{Wrong()}");
        return $"{{{string.Join(',', parts)}}}";
    }

    private string Wrong() => Pick(["null", "[]", "{}", "[null]", "true", "\"\\ud800\"", Pick(Numbers), JsonSerializer.Serialize(Text())]);

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return schema.TryGetProperty("properties", out _) ? "object" : null;
        return type.ValueKind == JsonValueKind.String ? type.GetString() : type[type.GetArrayLength() - 1].GetString();
    }

    /// <summary>Parameters of the query string, as the description names them: <c>name=VALUE</c>, or the first word of one.</summary>
    private static string[] Names(JsonElement operation)
    {
        if (!operation.TryGetProperty("description", out var description)) return [];
        return [.. Named().Matches(description.GetString()!).Select(match => match.Groups[1].Value), "from", "to", "step", "window", "at", "q", "label.x", "no-such"];
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Now and then as it is, which is malformed.</summary>
    private string Escaped(string text) =>
        random.Next(10) == 0 && text.All(char.IsAsciiLetterOrDigit) ? text + "%" + random.Next(256).ToString("x2", CultureInfo.InvariantCulture) : Uri.EscapeDataString(text);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex InBraces();

    [GeneratedRegex(@"\b([a-z]+)=")]
    private static partial Regex Named();
}
