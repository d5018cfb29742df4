using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dcmon.Web.Live.Push;

/// <summary>Something that goes to many connections: it is serialized once, when the first of them needs it.</summary>
/// <param name="value">What it is.</param>
[JsonConverter(typeof(Writer))]
internal sealed class SharedJson(object value)
{
    private volatile byte[]? _json;

    private byte[] Json(JsonSerializerOptions options) => _json ??= JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options);

    private sealed class Writer : JsonConverter<SharedJson>
    {
        public override SharedJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, SharedJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json(options), skipInputValidation: true);
    }
}
