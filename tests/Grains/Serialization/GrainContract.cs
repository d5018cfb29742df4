using System.Reflection;
using Dcmon.GrainInterfaces;
using Dcmon.Queries;

namespace Dcmon.Grains.Tests.Serialization;

/// <summary>What travels between silos: grain interfaces, observers, and the types in their signatures.</summary>
internal static class GrainContract
{
    private static readonly Type[] Types =
        [.. typeof(GrainKeys).Assembly.GetTypes(), .. typeof(RangeQuery).Assembly.GetTypes()];

    /// <summary>Interfaces of grains and observers.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

    /// <summary>Types with a generated serializer, observers' messages and exceptions among them.</summary>
    public static IReadOnlyList<Type> Records { get; } =
        [.. Types.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    /// <summary>Types of the wire that travel in another form.</summary>
    public static IReadOnlyList<Type> Converted { get; } =
    [
        .. Types.SelectMany(type => type.GetInterfaces())
            .Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IConverter<,>))
            .Select(each => each.GetGenericArguments()[0]),
    ];

    /// <summary>Parameters and results of all methods.</summary>
    public static IReadOnlyList<Type> InSignatures { get; } =
    [
        .. Interfaces.SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(each => each.ParameterType).Append(method.ReturnType))
            .Select(type => typeof(Task).IsAssignableFrom(type) && type.IsGenericType ? type.GetGenericArguments()[0] : type)
            .Where(type => type != typeof(Task) && type != typeof(CancellationToken))
            .Where(type => !typeof(IAddressable).IsAssignableFrom(type))
            .Distinct(),
    ];

    /// <summary>All types of dcmon that a type holds, itself included, however deep.</summary>
    public static IEnumerable<Type> Within(Type type, HashSet<Type>? seen = null)
    {
        seen ??= [];
        if (!seen.Add(type)) return [];
        if (type.IsArray) return Within(type.GetElementType()!, seen);
        if (type.IsGenericType) return type.GetGenericArguments().SelectMany(each => Within(each, seen));
        if (type.Namespace?.StartsWith("Dcmon.", StringComparison.Ordinal) != true) return [];
        // What is within a converted type travels in its form.
        var parts = Converted.Contains(type) || type.IsEnum
            ? []
            : type.GetProperties().Where(each => each.GetCustomAttribute<IdAttribute>() is not null)
                .SelectMany(each => Within(each.PropertyType, seen));
        return parts.Prepend(type);
    }
}
