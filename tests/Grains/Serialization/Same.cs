using System.Collections;
using System.Reflection;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>Compares what was sent with what came, part by part.</summary>
internal static class Same
{
    /// <summary>Where they differ first; null: nowhere.</summary>
    public static string? Difference(object? sent, object? came, string path = "it")
    {
        if (sent is null && came is null) return null;
        if (sent is null || came is null) return $"{path}: {sent ?? "null"} came as {came ?? "null"}";
        if (sent is string or IFormattable or bool) return sent.Equals(came) ? null : $"{path}: {sent} came as {came}";
        if (sent is ReadOnlyMemory<byte> bytes)
            return Difference(bytes.ToArray(), ((ReadOnlyMemory<byte>)came).ToArray(), path);
        if (IsDictionary(sent)) return DifferenceOfItems(Sorted(sent), Sorted(came), path);
        if (sent is IEnumerable items) return DifferenceOfItems(items, (IEnumerable)came, path);
        if (sent.GetType() != came.GetType()) return $"{path}: {sent.GetType()} came as {came.GetType()}";
        return PartsOf(sent.GetType())
            .Select(part => Difference(part.Value(sent), part.Value(came), $"{path}.{part.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? DifferenceOfItems(IEnumerable sent, IEnumerable came, string path)
    {
        var (before, after) = (sent.Cast<object?>().ToList(), came.Cast<object?>().ToList());
        if (before.Count != after.Count) return $"{path}: {before.Count} items came as {after.Count}";
        return before.Select((item, i) => Difference(item, after[i], $"{path}[{i}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static bool IsDictionary(object value) => value.GetType().GetInterfaces()
        .Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));

    private static IEnumerable<object> Sorted(object dictionary) => ((IEnumerable)dictionary).Cast<object>()
        .OrderBy(each => each.GetType().GetProperty("Key")!.GetValue(each)!.ToString(), StringComparer.Ordinal);

    private static IEnumerable<(string Name, Func<object, object?> Value)> PartsOf(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(own)) yield return (field.Name, field.GetValue);
        foreach (var property in type.GetProperties(own))
            if (property.GetIndexParameters() is [] && !property.PropertyType.IsByRefLike)
                yield return (property.Name, property.GetValue);
        if (typeof(Exception).IsAssignableFrom(type)) yield return ("Message", each => ((Exception)each).Message);
        if (type == typeof(Wire.Metrics.Series)) yield return ("Text", each => each.ToString());
    }
}
