namespace Dcmon.Testing.Namespaces;

/// <summary>
/// One type of an assembly uses another, of the same assembly or of one that it refers to. Nested types count as the
/// type around them.
/// </summary>
/// <param name="User">The full name of the type that uses the other.</param>
/// <param name="UserNamespace">Its namespace.</param>
/// <param name="Used">The full name of the type that is used.</param>
/// <param name="UsedNamespace">Its namespace.</param>
public sealed record TypeUse(string User, string UserNamespace, string Used, string UsedNamespace)
{
    /// <inheritdoc/>
    public override string ToString() => $"{UserNamespace} -> {UsedNamespace}: {User} uses {Used}";
}
