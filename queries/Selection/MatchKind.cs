namespace Dcmon.Queries.Selection;

/// <summary>How a matcher compares a label's value with its own.</summary>
public enum MatchKind
{
    /// <summary><c>=</c>: the same text.</summary>
    Equal = 0,

    /// <summary><c>!=</c>: another text.</summary>
    NotEqual = 1,

    /// <summary><c>=~</c>: a regular expression fits the whole value.</summary>
    Fits = 2,

    /// <summary><c>!~</c>: a regular expression does not fit the whole value.</summary>
    FitsNot = 3,
}
