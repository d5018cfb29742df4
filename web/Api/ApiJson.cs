using System.Text.Json;
using System.Text.Json.Serialization;
using Dcmon.Wire.Metrics;

namespace Dcmon.Web.Api;

/// <summary>JSON as the API and the hub speak it: camelCase, enums as words, and null where a number is not one.</summary>
public static class ApiJson
{
    /// <summary>Sets the options up.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Converters.Add(new NullForNaN());
        options.Converters.Add(new UnicodeElement());
        options.Converters.Add(new NumberArray<double>(NumberText.Write));
        options.Converters.Add(new NumberArray<long>(NumberText.Write));
        options.Converters.Add(new JsonStringEnumConverter<MetricKind>(JsonNamingPolicy.CamelCase));
    }

    /// <summary>JSON has no NaN: "no value" is null.</summary>
    private sealed class NullForNaN : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }

    /// <summary>
    /// JSON that is kept as it came may hold half of a character, which fails only when it is read or written; here it is refused as any
    /// other malformed JSON is.
    /// </summary>
    private sealed class UnicodeElement : JsonConverter<JsonElement>
    {
        public override bool HandleNull => true;

        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var element = JsonElement.ParseValue(ref reader);
            try
            {
                using var writer = new Utf8JsonWriter(Stream.Null);
                element.WriteTo(writer);
                return element;
            }
            catch (InvalidOperationException half)
            {
                throw new JsonException("A text is not Unicode.", half);
            }
        }

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
    }
}
