using System.IO.Enumeration;

namespace Dcmon.Agent.Parsing;

/// <summary>Leaves out names by patterns with <c>*</c> and <c>?</c>.</summary>
internal sealed class NameFilter(IReadOnlyList<string> excluded)
{
    /// <summary>True where no pattern matches.</summary>
    public bool Accepts(ReadOnlySpan<char> name)
    {
        foreach (var pattern in excluded)
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                return false;
        return true;
    }
}
