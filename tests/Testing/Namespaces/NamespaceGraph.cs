using System.Reflection;

namespace Dcmon.Testing.Namespaces;

/// <summary>
/// Which namespaces of an assembly use which. A namespace and one below it (<c>X.Y</c> and <c>X.Y.Z</c>) are two like
/// any others: either may use the other, but not both, so that each folder can be read without what stands on it.
/// </summary>
public sealed class NamespaceGraph
{
    // By user and used namespace: the first use by name.
    private readonly SortedDictionary<string, SortedDictionary<string, TypeUse>> _uses = new(StringComparer.Ordinal);

    /// <summary>Reads the assembly's file, all method bodies included.</summary>
    public NamespaceGraph(Assembly assembly) : this(AssemblyUses.Read(assembly.Location))
    {
    }

    /// <summary>Makes the graph of known uses.</summary>
    public NamespaceGraph(IEnumerable<TypeUse> uses)
    {
        foreach (var use in uses.OrderBy(use => use.User, StringComparer.Ordinal).ThenBy(use => use.Used, StringComparer.Ordinal))
        {
            if (use.UserNamespace == use.UsedNamespace) continue;
            if (!_uses.TryGetValue(use.UserNamespace, out var used)) _uses[use.UserNamespace] = used = new(StringComparer.Ordinal);
            used.TryAdd(use.UsedNamespace, use);
        }
    }

    /// <summary>
    /// An example of each use of a namespace by another, in order; namespaces of other assemblies are among the used ones.
    /// </summary>
    public IEnumerable<TypeUse> Uses => _uses.Values.SelectMany(used => used.Values);

    /// <summary>
    /// The circles, in order; a namespace is in one at most. Empty where every namespace has its place above others.
    /// </summary>
    public IReadOnlyList<NamespaceCircle> Circles()
    {
        var reach = _uses.Keys.ToDictionary(each => each, Reachable, StringComparer.Ordinal);
        var circles = new List<NamespaceCircle>();
        foreach (var (start, reached) in reach.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            if (!reached.Contains(start) || circles.Any(circle => circle.Namespaces.Contains(start))) continue;
            string[] members = [.. reached.Where(each => reach.TryGetValue(each, out var back) && back.Contains(start))
                .Order(StringComparer.Ordinal)];
            circles.Add(new NamespaceCircle(members,
                [.. members.SelectMany(each => _uses[each].Values).Where(use => members.Contains(use.UsedNamespace))]));
        }

        return circles;
    }

    private HashSet<string> Reachable(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var next))
        {
            if (!_uses.TryGetValue(next, out var used)) continue;
            foreach (var each in used.Keys.Where(reached.Add)) open.Push(each);
        }

        return reached;
    }
}
