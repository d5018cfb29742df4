using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The grain classes of some assemblies, found by the interfaces that they implement.</summary>
internal sealed class GrainClassMap
{
    private readonly List<GrainClass> _classes;
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _found = new();

    /// <exception cref="InvalidOperationException">Two classes have the same grain type.</exception>
    /// <exception cref="NotSupportedException">A grain interface has a method that cannot be called.</exception>
    public GrainClassMap(IEnumerable<Assembly> assemblies)
    {
        _classes =
        [
            .. assemblies.Distinct().SelectMany(a => a.GetTypes())
                .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
                .Where(typeof(IGrain).IsAssignableFrom)
                .Select(t => new GrainClass(t)),
        ];
        if (_classes.GroupBy(c => c.GrainType).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new InvalidOperationException(
                $"The grain type '{same.Key}' belongs to {string.Join(" and ", same.Select(c => c.Type))}; "
                + "give one of them a [GrainType].");
        foreach (var type in _classes.SelectMany(c => c.Type.GetInterfaces()).Where(typeof(IGrain).IsAssignableFrom))
            GrainMethod.CheckAll(type);
    }

    /// <exception cref="ArgumentException">None, or more than one, matches.</exception>
    public GrainClass Find(Type grainInterface, string? classNamePrefix) =>
        _found.TryGetValue((grainInterface, classNamePrefix), out var found)
            ? found
            : _found[(grainInterface, classNamePrefix)] = Search(grainInterface, classNamePrefix);

    private GrainClass Search(Type grainInterface, string? prefix)
    {
        var matches = _classes
            .Where(c => grainInterface.IsAssignableFrom(c.Type))
            .Where(c => prefix is null || c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}."),
            _ => throw new ArgumentException(
                $"Several classes implement {grainInterface}: {string.Join(", ", matches.Select(c => c.Type))}; "
                + "pass a class name prefix."),
        };
    }
}
