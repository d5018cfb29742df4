using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dcmon.Web.Api;

/// <summary>
/// Arrays of numbers, which answers mostly consist of: written into memory at once, without the serializer's work for each of them.
/// </summary>
/// <typeparam name="T">The numbers' type.</typeparam>
/// <param name="format">One of <see cref="NumberText"/>.</param>
internal sealed class NumberArray<T>(NumberArray<T>.Format format) : JsonConverter<T[]>
{
    /// <summary>Writes a number.</summary>
    /// <returns>Bytes written, at most <see cref="NumberText.Longest"/>.</returns>
    public delegate int Format(T number, Span<byte> into);

    /// <inheritdoc/>
    public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. JsonSerializer.Deserialize<List<T>>(ref reader, options)!];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
    {
        var memory = ArrayPool<byte>.Shared.Rent(2 + (1 + NumberText.Longest) * value.Length);
        var text = memory.AsSpan();
        var length = 0;
        text[length++] = (byte)'[';
        foreach (var number in value)
        {
            if (length > 1) text[length++] = (byte)',';
            length += format(number, text[length..]);
        }

        text[length++] = (byte)']';
        writer.WriteRawValue(text[..length], skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(memory);
    }
}
