namespace Dcmon.Testing.Namespaces;

/// <summary>Namespaces of which each uses, directly or through others, each of the others.</summary>
/// <param name="Namespaces">Two or more namespaces, in order.</param>
/// <param name="Uses">One example of each direct use between two of them.</param>
public sealed record NamespaceCircle(IReadOnlyList<string> Namespaces, IReadOnlyList<TypeUse> Uses)
{
    /// <summary>For the message of a failing test: the namespaces, then a line for each use.</summary>
    public override string ToString() =>
        $"A circle of {Namespaces.Count} namespaces: {string.Join(", ", Namespaces)}\n  {string.Join("\n  ", Uses)}";
}
