using System.Collections.Immutable;
using System.Reflection;
using Dcmon.Testing;
using Dcmon.Wire.Extras;
using Dcmon.Wire.Metrics;
using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>What a filled record has where an interface of a collection is declared.</summary>
public enum CollectionKind
{
    /// <summary>Arrays, and dictionaries.</summary>
    Array,

    /// <summary>Lists, and immutable dictionaries.</summary>
    List,

    /// <summary>What the compiler makes of a collection expression, and sorted dictionaries.</summary>
    Expression,
}

/// <summary>Makes records whose every part has a value of its own.</summary>
internal sealed class Filler(CollectionKind kind)
{
    private static readonly Schema Schema = Schema.Of(
        [Reports.Gauge("temperature", "sensor=a"), Reports.Counter("bytes_total")]);
    private const long Time = 1_700_000_000_000;

    private int _count;

    /// <summary>A value of a type.</summary>
    public object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) type = underlying;
        var number = ++_count;
        if (type == typeof(string)) return $"text{number}";
        if (type == typeof(bool)) return number % 2 == 1;
        if (type == typeof(int)) return number;
        if (type == typeof(byte)) return (byte)number;
        if (type == typeof(long)) return Time + number;
        if (type == typeof(double)) return number % 2 == 0 ? number / 8.0 : -number;
        if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(number);
        if (type == typeof(Schema)) return Schema;
        if (type == typeof(Label)) return new Label($"name{number}", $"value{number}");
        if (type == typeof(ReportMessage)) return Message();
        if (type == typeof(MachineEvent)) return Event(number);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length)!;
        if (type.IsArray) return ArrayOf(type.GetElementType()!);
        if (type.IsGenericType) return Collection(type.GetGenericTypeDefinition(), type.GetGenericArguments());
        return Record(type);
    }

    private object Record(Type type)
    {
        var parameters = type.GetConstructors().Select(each => each.GetParameters()).MaxBy(each => each.Length) ?? [];
        var made = Activator.CreateInstance(type, [.. parameters.Select(each => Make(each.ParameterType))])!;
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            field.SetValue(made, Make(field.FieldType));
        foreach (var property in type.GetProperties().Where(each => each.SetMethod is { IsPublic: true }))
            if (parameters.All(each => each.Name != property.Name))
                property.SetValue(made, Make(property.PropertyType));
        return made;
    }

    private Array ArrayOf(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        for (var i = 0; i < array.Length; i++) array.SetValue(Make(element), i);
        return array;
    }

    private object Collection(Type definition, Type[] arguments)
    {
        if (definition == typeof(IReadOnlyList<>)) return Call(nameof(List), arguments, ArrayOf(arguments[0]));
        if (definition == typeof(IReadOnlyDictionary<,>))
            return Call(nameof(Dictionary), arguments, ArrayOf(arguments[0]), ArrayOf(arguments[1]));
        throw new NotSupportedException($"{definition} of {string.Join<Type>(", ", arguments)}");
    }

    private object Call(string method, Type[] arguments, params object[] values) =>
        typeof(Filler).GetMethod(method, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments).Invoke(this, values)!;

    private IReadOnlyList<T> List<T>(T[] items) => kind switch
    {
        CollectionKind.Array => items,
        CollectionKind.List => items.ToList(),
        _ => [.. items.Where(each => each is not null)],
    };

    private IReadOnlyDictionary<TKey, TValue> Dictionary<TKey, TValue>(TKey[] keys, TValue[] values)
        where TKey : notnull
    {
        var dictionary = keys.Zip(values).ToDictionary(each => each.First, each => each.Second);
        return kind switch
        {
            CollectionKind.Array => dictionary,
            CollectionKind.List => dictionary.ToImmutableDictionary(),
            _ => new SortedDictionary<TKey, TValue>(dictionary),
        };
    }

    private ReportMessage Message() => new(
        [Schema],
        (MachineFacts)Make(typeof(MachineFacts)),
        [Schema.Report(1, Time, 47, double.NaN) with { Extras = new ReportExtras([Event(1)], null).Encoded() }]);

    private static MachineEvent Event(int number) =>
        new(Time, EventKinds.GpuXid, EventSeverity.Critical, $"message{number}")
        {
            Key = $"key{number}",
            Subject = [new Label("gpu", "0")],
            Details = [new Label("xid", "79")],
        };
}
